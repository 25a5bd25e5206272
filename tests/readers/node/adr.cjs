// The command of the npm package `adr`: node adr.cjs PACKAGES WORDS…
//
// It loads `sharp`, which is compiled when it is installed and shrinks pictures, also for commands that have none. An
// object that does nothing stands in for it.
const Module = require("module");
const [packages, ...words] = process.argv.slice(2);
const load = Module._load;
Module._load = function (name, ...rest) {
  return name === "sharp" ? () => undefined : load.call(this, name, ...rest);
};
const cli = Module.createRequire(packages + "/").resolve("adr/build/main/cli.js");
process.argv = [process.argv[0], cli, ...words];
require(cli);
