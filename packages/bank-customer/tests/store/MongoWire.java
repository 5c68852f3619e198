// A MongoDB wire server in memory on a free loopback port, for the component tests: prints the port, and ends after the seconds it is given.
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.List;

public class MongoWire {
    // The server speaks what the driver asks for, and says too low a version: this is the lowest that the driver takes.
    private static final class Spoken implements MongoVersion {
        @Override
        public List<Integer> getVersionArray() {
            return List.of(4, 4, 0);
        }

        @Override
        public int getWireVersion() {
            return 9;
        }
    }

    public static void main(String[] arguments) throws Exception {
        MongoServer server = new MongoServer(new MemoryBackend().version(new Spoken()));
        server.bind("127.0.0.1", 0);
        System.out.println(server.getLocalAddress().getPort());
        System.out.flush();
        Thread.sleep(1000L * Long.parseLong(arguments[0]));
        server.shutdownNow();
        System.exit(0);
    }
}
