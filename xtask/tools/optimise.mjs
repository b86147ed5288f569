// Optimises WebAssembly modules for size, one after another: a path per line comes in, the same line goes out when the
// module has been replaced. One process for many modules, because loading the optimiser takes longer than most of them.
//
// Arguments: the entry file of the package `binaryen`, then the features that the modules may use.

import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [entry, ...names] = process.argv.slice(2);
const { default: binaryen } = await import(pathToFileURL(entry));
const features = names.reduce((all, name) => {
  const feature = binaryen.Features[name];
  if (feature === undefined) throw new Error(`no such feature: ${name}`);
  return all | feature;
}, binaryen.Features.MVP);

// As `wasm-opt -Oz`.
binaryen.setOptimizeLevel(2);
binaryen.setShrinkLevel(2);
binaryen.setGenerateStackIR(true);
binaryen.setOptimizeStackIR(true);

for await (const path of createInterface({ input: process.stdin })) {
  const module = binaryen.readBinary(readFileSync(path), features);
  module.optimize();
  writeFileSync(path, module.emitBinary());
  module.dispose();
  console.log(path);
}
