globalThis.io = () => "fixture";
