/**
 * The part of WebAssembly's interface that `columns` uses. Node's types leave it to lib.dom, and taking all of
 * lib.dom would let kernel code name `window` unnoticed. Merges with lib.dom's own where the page compiles.
 */
declare namespace WebAssembly {
  interface MemoryDescriptor {
    initial: number;
    maximum?: number;
    shared?: boolean;
  }
  interface Memory {
    readonly buffer: ArrayBuffer;
  }
  var Memory: {
    prototype: Memory;
    new (descriptor: MemoryDescriptor): Memory;
  };
}
