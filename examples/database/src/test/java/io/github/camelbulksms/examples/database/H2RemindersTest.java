package io.github.camelbulksms.examples.database;

class H2RemindersTest extends RemindersContract {

    @Override
    Database startDatabase() {
        return Database.h2();
    }
}
