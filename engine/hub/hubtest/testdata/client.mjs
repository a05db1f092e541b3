// What the official client makes of the imitation: node client.mjs CLIENT ENDPOINT CACHE TOKEN
// prints what it found as JSON.
const [client, hubUrl, cacheDir, accessToken] = process.argv.slice(2);
const hub = await import(client);
const { createHash } = await import("node:crypto");
const { readFileSync } = await import("node:fs");

console.debug = () => {};
const collect = async (items, one) => {
  const all = [];
  for await (const i of items) all.push(one(i));
  return all;
};
const sum = (bytes) => createHash("sha256").update(bytes).digest("hex");
const fails = async (promise) => {
  try {
    await promise;
    return "";
  } catch (e) {
    return `${e.statusCode} ${e.message}`;
  }
};

const repo = "org/voice";
const found = {};
found.models = await collect(hub.listModels({ hubUrl, sort: "downloads" }), (m) => m.name);
found.persian = await collect(
  hub.listModels({ hubUrl, search: { query: "VOICE", owner: "org", task: "text-to-speech", tags: ["fa", "license:mit"] }, additionalFields: ["sha", "tags", "filePaths"] }),
  (m) => ({ name: m.name, id: m.id, downloads: m.downloads, gated: m.gated, sha: m.sha, files: m.filePaths, updated: m.updatedAt.toISOString() }),
);
found.datasets = await collect(hub.listDatasets({ hubUrl, search: { tags: ["language:fa"] } }), (d) => d.name);
const info = await hub.modelInfo({ hubUrl, name: repo, additionalFields: ["sha", "author", "library_name"] });
found.info = { name: info.name, task: info.task, sha: info.sha, author: info.author, library: info.library_name };
found.files = await collect(hub.listFiles({ hubUrl, repo, recursive: true, expand: true }), (f) => ({
  path: f.path,
  type: f.type,
  size: f.size,
  oid: f.oid,
  sha256: f.lfs?.oid,
  commit: f.lastCommit?.id,
}));
found.folder = await collect(hub.listFiles({ hubUrl, repo, path: "fa" }), (f) => f.path);
found.commits = await collect(hub.listCommits({ hubUrl, repo }), (c) => c.oid);
found.paths = (await hub.pathsInfo({ hubUrl, repo, paths: ["README.md", "fa", "none"], expand: true })).map((p) => p.path);
found.exists = [await hub.fileExists({ hubUrl, repo, path: "README.md" }), await hub.fileExists({ hubUrl, repo, path: "none" })];

const small = await hub.downloadFile({ hubUrl, repo, path: "README.md" });
found.small = await small.text();
const large = await hub.downloadFile({ hubUrl, repo, path: "fa/model.onnx", accessToken });
found.large = sum(new Uint8Array(await large.arrayBuffer()));
found.slice = await large.slice(8, 15).text();
found.none = await hub.downloadFile({ hubUrl, repo, path: "none" });

const cached = await hub.downloadFileToCacheDir({ hubUrl, repo, path: "fa/model.onnx", revision: info.sha, cacheDir });
found.cached = sum(readFileSync(cached));
found.snapshot = await hub.snapshotDownload({ hubUrl, repo, cacheDir, accessToken });
const scan = await hub.scanCacheDir(cacheDir);
found.scan = scan.repos.map((r) => ({
  name: r.id.name,
  revisions: r.revisions.map((v) => ({ commit: v.commitOid, refs: v.refs, files: v.files.length })),
}));
found.warnings = scan.warnings.length;

const me = await hub.whoAmI({ hubUrl, accessToken });
found.me = { name: me.name, type: me.type, role: me.auth.accessToken.role, orgs: me.orgs.map((o) => o.name) };
found.gatedAnonymous = await fails(hub.downloadFile({ hubUrl, repo: "org/gated", path: "model.onnx" }));
found.gatedInfo = (await hub.modelInfo({ hubUrl, name: "org/gated" })).gated;
found.gatedReader = sum(new Uint8Array(await (await hub.downloadFile({ hubUrl, repo: "org/gated", path: "model.onnx", accessToken })).arrayBuffer()));
found.privateAnonymous = await fails(hub.modelInfo({ hubUrl, name: "org/private" }));
found.privateReader = (await hub.modelInfo({ hubUrl, name: "org/private", accessToken })).private;
found.renamed = (await hub.modelInfo({ hubUrl, name: "org/old" })).name;
found.badToken = await fails(hub.whoAmI({ hubUrl, accessToken: "hf_wrong" }));
console.log(JSON.stringify(found));
