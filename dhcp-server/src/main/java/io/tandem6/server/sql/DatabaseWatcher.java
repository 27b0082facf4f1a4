package io.tandem6.server.sql;

/** Hears how it is with the database. Called on the store's thread. */
public interface DatabaseWatcher {
    /** Does nothing. */
    DatabaseWatcher NONE =
            new DatabaseWatcher() {
                @Override
                public void lost() {}

                @Override
                public void back() {}

                @Override
                public void gaveUp() {}
            };

    /** It is out of reach; changes and questions fail. */
    void lost();

    /** It is there again. */
    void back();

    /** It did not come back in as many tries as the configuration allows. */
    void gaveUp();
}
