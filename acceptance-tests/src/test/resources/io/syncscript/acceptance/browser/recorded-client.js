// Evaluated in a page that does nothing: a Socket.IO client that writes down what it hears.
() => {
  const heard = [];
  const record =
    (name) =>
    (...args) =>
      heard.push({ name, args });
  let socket;
  window.client = {
    create(server, options) {
      socket = window.io(server, { ...options, autoConnect: false });
      socket.on("connect", record("connect"));
      socket.on("disconnect", (reason) => record("disconnect")(reason));
      socket.on("connect_error", ({ message, data }) => record("connect_error")({ message, data }));
      socket.io.on("reconnect_attempt", record("reconnect_attempt"));
      socket.io.on("reconnect", record("reconnect"));
      socket.onAny((name, ...args) => record(name)(...args));
    },
    open: () => void socket.connect(),
    disconnect: () => void socket.disconnect(),
    isConnected: () => socket.connected,
    id: () => socket.id ?? "",
    transport: () => socket.io.engine.transport.name,
    emit: (name, args) => void socket.emit(name, ...args),
    request: (timeout, name, args) =>
      new Promise((resolve, reject) =>
        socket.timeout(timeout).emit(name, ...args, (error, ...reply) => (error ? reject(error) : resolve(reply))),
      ),
    heard: () => heard,
  };
};
