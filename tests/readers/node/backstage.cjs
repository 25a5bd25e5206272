// What Backstage's ADR plug-in knows of a log, as JSON: node backstage.cjs PACKAGES LOG
//
// The plug-in's filter on file names and its parser of front matter are in plugin-adr-common. The parser of the rest
// (title, bullets) is in plugin-adr-backend. That package asks for a server's packages when it is loaded, which the
// parser does not use: those that are not installed are stood in for by an object that does nothing.
const fs = require("fs");
const Module = require("module");
const path = require("path");
const [packages, log] = process.argv.slice(2);
const nothing = new Proxy(function () {}, {
  get: (_, name) => (name === Symbol.toPrimitive ? () => "" : nothing),
  apply: () => nothing,
  construct: () => nothing,
});
const load = Module._load;
Module._load = function (name, ...rest) {
  try {
    return load.call(this, name, ...rest);
  } catch (error) {
    if (error.code === "MODULE_NOT_FOUND") return nothing;
    throw error;
  }
};
const ask = Module.createRequire(packages + "/");
const { madrFilePathFilter } = ask("@backstage/plugin-adr-common");
const parse = ask("@backstage/plugin-adr-backend").createMadrParser();
const entity = { kind: "Component", metadata: { name: "quay", title: "Quay" } };

(async () => {
  const seen = [];
  for (const name of fs.readdirSync(log).sort().filter((one) => madrFilePathFilter(one))) {
    const content = fs.readFileSync(path.join(log, name), "utf8");
    const { title, status, date } = await parse({ entity, content, path: name });
    seen.push({ file: name, title, status, date });
  }
  console.log(JSON.stringify(seen));
})();
