/**
 * Stable codes of errors that are not bugs: programs may match them, and the words for people are records over them, so
 * that a code without its words does not compile.
 */

/** A file that somebody names: the first word of the codes of what is wrong with it. */
export type FileKind = "source" | "config" | "scenario" | "plan" | "token";

/** What is wrong with it: the rest of the code. */
export type FileFault = "no_file" | "outside" | "too_large";

/** What is wrong with the market's files. */
type DataCode =
  | "config_missing"
  | "config_missing_key"
  | "config_unknown_key"
  | "config_unknown_column"
  | "config_invalid"
  | "config_syntax"
  | "config_encoding"
  | "yaml_limit"
  | "source_missing"
  | "source_format"
  | "source_unreadable"
  | "empty_file"
  | "binary_file"
  | "not_gzip"
  | "expands_too_far"
  | "unclosed_quote"
  | "line_too_long"
  | "too_many_columns"
  | "duplicate_column"
  | "missing_column"
  | "merged_header"
  | "missing_sheet"
  | "which_sheet"
  | "json_bounds"
  | "encoding"
  | "unknown_encoding"
  | "ambiguous_date"
  | "ambiguous_decimal"
  | "date_format"
  | "dates_coarser_than_period"
  | "amounts_too_large"
  | "too_large"
  | "too_many_brands"
  | "too_many_rejects"
  | "unknown_own_brand"
  | "no_rows"
  | "no_history"
  | "columns_file"
  | "not_a_folder"
  | "folder_not_empty"
  | "unknown_example"
  | "not_iowa"
  | "travel_matrix"
  | "truth_missing"
  | "h3_cell"
  | "not_built";

/** What is wrong with a scenario, a plan or the settings of a run. */
type ScenarioCode =
  | "scenario_missing"
  | "scenario_invalid"
  | "scenario_syntax"
  | "scenario_encoding"
  | "scenario_circle"
  | "plan_missing"
  | "plan_changed"
  | "plan_columns"
  | "plan_geojson"
  | "plan_place"
  | "plan_step"
  | "plan_territory"
  | "plan_twice"
  | "districting"
  | "locks"
  | "horizon"
  | "levers"
  | "model_hash"
  | "runs"
  | "seed"
  | "threads";

/** What is wrong with what a person asks of a command or of the server. */
type RequestCode =
  | "bad_option"
  | "bad_name"
  | "nothing_to_make"
  | "nothing_to_score"
  | "unknown_table"
  | "unknown_format"
  | "unknown_account"
  | "unknown_brand"
  | "unknown_market"
  | "unknown_rep"
  | "no_geometry"
  | "no_signals"
  | "workload_file"
  | "host"
  | "access"
  | "allow_host"
  | "token"
  | "token_missing"
  | "token_needed"
  | "too_many_tries"
  | "bad_request"
  | "bad_host"
  | "bad_target"
  | "foreign_host"
  | "foreign_origin"
  | "wrong_method"
  | "not_found"
  | "read_only"
  | "outside"
  | "name_taken"
  | "changed"
  | "queue_full"
  | "text_deadline"
  | "text_memory"
  | "closing";

export type InputCode = DataCode | ScenarioCode | RequestCode | `${FileKind}_${FileFault}`;

/** Codes that this program gives to a failure of the surroundings. */
export type EnvironmentCode =
  | "crashed"
  | "database_open"
  | "database_resources"
  | "file_system"
  | "folder_not_written"
  | "locked"
  | "lock_lost"
  | "lock_no_file"
  | "port_denied"
  | "port_taken"
  | "run_damaged"
  | "source_changed"
  | "state_damaged"
  | "state_replaced";

/** A code of the operating system, such as ENOSPC. */
export type SystemCode = `E${string}`;
