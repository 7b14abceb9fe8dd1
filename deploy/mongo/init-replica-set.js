// Initiates the replica set unless it exists, and waits until it has a primary.
try {
  rs.status();
} catch (error) {
  rs.initiate({
    _id: "messenger",
    members: [
      { _id: 0, host: "mongo1:27017" },
      { _id: 1, host: "mongo2:27017" },
      { _id: 2, host: "mongo3:27017" },
    ],
  });
}
for (let attempt = 0; attempt < 60; attempt++) {
  if (rs.status().members.some((member) => member.stateStr === "PRIMARY")) {
    quit(0);
  }
  sleep(1000);
}
print("The replica set has no primary after a minute");
quit(1);
