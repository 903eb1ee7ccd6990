package io.github.camelbulksms.examples.compliance;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Iterator;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.WrappedFile;

/** Makes the language in the body an iterator of the numbers in the list, {@code phone,language}, that have it. */
class InLanguage implements Processor {

    @Override
    public void process(Exchange exchange) throws IOException {
        String language = exchange.getMessage().getBody(String.class);
        File list = (File) exchange.getProperty("list", WrappedFile.class).getFile();
        BufferedReader reader = Files.newBufferedReader(list.toPath());
        exchange.getExchangeExtension().addOnCompletion(new Closing(reader));
        Iterator<String> numbers = reader.lines()
                .map(line -> line.split(","))
                .filter(cells -> cells.length == 2 && cells[1].strip().equals(language))
                .map(cells -> cells[0].strip())
                .iterator();
        exchange.getMessage().setBody(numbers);
    }
}
