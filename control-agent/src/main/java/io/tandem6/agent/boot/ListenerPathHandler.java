package io.tandem6.agent.boot;

import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Replaces the path of a request by the name of the connector that it came in at. The path has no
 * meaning in Kea's protocol, so none may be refused, not even one that would be dangerous to a
 * server of files; which address was called decides what is served. The connection counts as busy
 * until the request is answered.
 */
final class ListenerPathHandler extends Handler.Wrapper {
    private final ConnectionRoom room;

    ListenerPathHandler(Handler handler, ConnectionRoom room) {
        super(handler);
        this.room = room;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        room.begins(endPoint);
        Request.addCompletionListener(request, failure -> room.ends(endPoint));
        String connector = request.getConnectionMetaData().getConnector().getName();
        HttpURI path = HttpURI.build(request.getHttpURI()).pathQuery("/" + connector).asImmutable();
        return super.handle(
                new Request.Wrapper(request) {
                    @Override
                    public HttpURI getHttpURI() {
                        return path;
                    }
                },
                response,
                callback);
    }
}
