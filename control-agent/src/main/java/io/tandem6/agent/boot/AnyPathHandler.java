package io.tandem6.agent.boot;

import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Hides the path of a request. It has no meaning in Kea's protocol, so none may be refused, not
 * even one that would be dangerous to a server of files.
 */
final class AnyPathHandler extends Handler.Wrapper {
    AnyPathHandler(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpURI root = HttpURI.build(request.getHttpURI()).pathQuery("/").asImmutable();
        return super.handle(
                new Request.Wrapper(request) {
                    @Override
                    public HttpURI getHttpURI() {
                        return root;
                    }
                },
                response,
                callback);
    }
}
