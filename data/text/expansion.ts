import { InputError } from "../../core/errors.ts";
import { whole } from "../../core/figures.ts";

/** Tables shrink to a tenth when they are packed, sparse ones to a fiftieth; what shrinks further is no table. */
const MOST_RATIO = 200;
/** Small files may be as dense as they like. */
const FREE_BYTES = 50_000_000;
/** What one packed file may hold, unless `max_expanded` of market.yaml says else. */
export const MOST_EXPANDED = 20_000_000_000;

/** Counts what a packed file unpacks to, by the bytes that come and not by what the file says about itself. */
export class Expansion {
  private bytes = 0;
  private readonly most: number;
  private readonly name: string;
  private readonly packed: number;
  private readonly setting: number;

  /**
   * @param name what messages call the file
   * @param packed its size on the disk, bytes
   * @param setting `max_expanded`, bytes
   */
  constructor(name: string, packed: number, setting: number) {
    this.name = name;
    this.packed = packed;
    this.setting = setting;
    this.most = Math.min(setting, Math.max(FREE_BYTES, MOST_RATIO * packed));
  }

  /** @throws InputError `expands_too_far` when there are more bytes in all than the file may unpack to. */
  add(bytes: number): void {
    this.bytes += bytes;
    if (this.bytes > this.most) throw this.refusal();
  }

  private refusal(): InputError {
    const { name, packed, setting } = this;
    const why =
      this.most === setting
        ? `unpacks to more than ${whole(setting)} bytes; if it is as large as that, raise max_expanded in market.yaml`
        : `unpacks to more than ${whole(this.most)} bytes, ${MOST_RATIO} times its ${whole(packed)}, which no table does; it is damaged, or made to fill the memory: export it again, or unpack it yourself`;
    return new InputError("expands_too_far", `${name} ${why}`, { file: name, packed, most: this.most });
  }
}
