import type { Words } from "../../../core/note.ts";
import type { faultNote } from "../../../data/yaml/notes.ts";

export const fault: Words<typeof faultNote> = {
  "fault.limit": "the text is longer or deeper than is read",
  "fault.market": "{{key}}: does not fit this market",
  "fault.missing": "{{key}} is missing",
  "fault.text": "not a scenario yet",
  "fault.unknown_key": "unknown key: {{key}}",
  "fault.unknown_lever": "unknown lever",
  "fault.value": "{{key}}: not a value that it can have",
  "fault.yaml": "not readable as YAML",
};
