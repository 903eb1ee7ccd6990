package io.github.camelbulksms.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.BulkSmsComponent;
import io.github.camelbulksms.BulkSmsComponentConfigurer;
import io.github.camelbulksms.BulkSmsConfiguration;
import io.github.camelbulksms.MemorySuppressionList;
import io.github.camelbulksms.spi.RateLimiter;
import io.github.camelbulksms.spi.SuppressionList;
import io.github.camelbulksms.springboot.ComponentMetadata.Option;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class AutoConfigurationTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(CamelAutoConfiguration.class, BulkSmsComponentAutoConfiguration.class))
            .withUserConfiguration(Beans.class);

    @ParameterizedTest
    @MethodSource("options")
    void everyOptionReachesTheComponent(Option option) {
        Object before = valueOf(option, new BulkSmsComponent());

        application
                .withPropertyValues("camel.component.bulksms." + option.kebabName() + "=" + other(option))
                .run(context -> {
                    Object expected = option.isReference() ? context.getBean(option.name()) : other(option);
                    assertThat(asText(option, valueOf(option, component(context))))
                            .isEqualTo(expected.toString())
                            .isNotEqualTo(asText(option, before));
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.component.bulksms.customer-id",
                "camel.component.bulksms.customerId",
                "camel.component.bulksms.customer_id",
                "CAMEL_COMPONENT_BULKSMS_CUSTOMERID"
            })
    void namesAreWrittenInEveryWayOfSpringBoot(String name) {
        application
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource("systemEnvironment", Map.of(name, "somebody"))))
                .run(context -> assertThat(component(context).getConfiguration().getCustomerId())
                        .isEqualTo("somebody"));
    }

    @ParameterizedTest
    @CsvSource({"2500,2500", "2500ms,2500", "3s,3000", "2m,120000", "PT1M30S,90000"})
    void durationsAreWrittenInEveryWayOfSpringBoot(String written, long milliseconds) {
        application
                .withPropertyValues("camel.component.bulksms.backoff-delay=" + written)
                .run(context -> assertThat(component(context).getConfiguration().getBackoffDelay())
                        .isEqualTo(milliseconds));
    }

    @Test
    void placeholdersOfCamelAreResolved() {
        application
                .withPropertyValues(
                        "camel.component.bulksms.api-key={{the.key}}",
                        "the.key=QUJD+/==",
                        "camel.component.bulksms.ucid=LEAD")
                .run(context -> assertThat(component(context).getConfiguration().getApiKey())
                        .isEqualTo("QUJD+/=="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#bean:dataSource", "#dataSource", "dataSource"})
    void aBeanIsNamedWithOrWithoutPrefix(String reference) {
        application
                .withPropertyValues("camel.component.bulksms.data-source=" + reference)
                .run(context -> assertThat(component(context).getDataSource()).isSameAs(context.getBean("dataSource")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#bean:datasource", "#bean:rateLimiter", "nobody"})
    void aBeanThatIsNotThereOrOfAnotherTypeIsRefused(String reference) {
        application
                .withPropertyValues("camel.component.bulksms.data-source=" + reference)
                .run(context -> {
                    CamelContext camel = context.getBean(CamelContext.class);
                    assertThatThrownBy(() -> camel.getComponent("bulksms"))
                            .hasStackTraceContaining("dataSource")
                            .hasStackTraceContaining(reference.replace("#bean:", ""));
                });
    }

    @Test
    void whatIsNoValueOfAnOptionIsRefusedByName() {
        application
                .withPropertyValues("camel.component.bulksms.unknown-outcome=maybe")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("maybe")
                        .hasMessageContaining("UnknownOutcome"));
    }

    @Test
    void aMisspeltPropertyIsRefusedByName() {
        application
                .withPropertyValues("camel.component.bulksms.custommer-id=somebody")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("[camel.component.bulksms.custommer-id] were left unbound"));
    }

    @Test
    void aDataSourceIsNeverFoundByItself() {
        application.run(
                context -> assertThat(component(context).getDataSource()).isNull());
    }

    @Test
    void singleOptionsWinOverTheWholeConfiguration() {
        application
                .withPropertyValues(
                        "camel.component.bulksms.configuration=#bean:configuration",
                        "camel.component.bulksms.batch-size=10",
                        "camel.component.bulksms.api-key=QUJD")
                .run(context -> {
                    BulkSmsConfiguration configuration = component(context).getConfiguration();
                    assertThat(configuration).isSameAs(context.getBean("configuration"));
                    assertThat(configuration.getBatchSize()).isEqualTo(10);
                    assertThat(configuration.getSenderId()).isEqualTo("38111222333");
                });
    }

    @Test
    void aComponentThatIsABeanKeepsWhatNoPropertySets() {
        application
                .withBean("bulksms", BulkSmsComponent.class, () -> {
                    BulkSmsComponent component = new BulkSmsComponent();
                    component.getConfiguration().setBatchSize(250);
                    component.getConfiguration().setConcurrentRequests(2);
                    return component;
                })
                .withPropertyValues("camel.component.bulksms.concurrent-requests=7")
                .run(context -> {
                    assertThat(component(context)).isSameAs(context.getBean("bulksms"));
                    assertThat(component(context).getConfiguration().getBatchSize())
                            .isEqualTo(250);
                    assertThat(component(context).getConfiguration().getConcurrentRequests())
                            .isEqualTo(7);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.component.enabled",
                "camel.component.bulksms.enabled",
                "camel.component.customizer.enabled",
                "camel.component.bulksms.customizer.enabled"
            })
    void theConfigurationIsSwitchedOff(String property) {
        application
                .withPropertyValues(property + "=false", "camel.component.bulksms.batch-size=10")
                .run(context -> assertThat(component(context).getConfiguration().getBatchSize())
                        .isEqualTo(1000));
    }

    static Stream<Option> options() {
        return ComponentMetadata.options().stream();
    }

    /** A value that is not the default. */
    private static Object other(Option option) {
        if (option.isReference()) {
            return "#bean:" + option.name();
        }
        return switch (option.type()) {
            case "java.lang.Boolean" -> !option.json().path("defaultValue").asBoolean();
            case "java.lang.Integer", "java.lang.Long" -> 17;
            case "java.lang.Double" -> 2.5;
            case "java.time.Duration" -> Duration.ofMillis(100_001);
            case "java.lang.String" -> "something";
            default -> option.json().path("enum").path(1).asText();
        };
    }

    private static String asText(Option option, Object value) {
        return String.valueOf(
                option.isDuration() && value instanceof Long milliseconds ? Duration.ofMillis(milliseconds) : value);
    }

    private static Object valueOf(Option option, BulkSmsComponent component) {
        return new BulkSmsComponentConfigurer().getOptionValue(component, option.name(), false);
    }

    private static BulkSmsComponent component(ApplicationContext context) {
        return context.getBean(CamelContext.class).getComponent("bulksms", BulkSmsComponent.class);
    }

    /** Each bears the name of the option that takes it. */
    @Configuration(proxyBeanMethods = false)
    static class Beans {

        @Bean
        DataSource dataSource() {
            JdbcDataSource dataSource = new JdbcDataSource();
            dataSource.setUrl("jdbc:h2:mem:");
            return dataSource;
        }

        @Bean
        BulkSmsConfiguration configuration() {
            BulkSmsConfiguration configuration = new BulkSmsConfiguration();
            configuration.setBatchSize(500);
            configuration.setSenderId("38111222333");
            return configuration;
        }

        @Bean(destroyMethod = "shutdown")
        ExecutorService workerPool() {
            return Executors.newFixedThreadPool(1);
        }

        @Bean
        InstantSource clock() {
            return InstantSource.fixed(Instant.EPOCH);
        }

        @Bean
        SuppressionList suppressionList() {
            return new MemorySuppressionList();
        }

        @Bean
        RateLimiter rateLimiter() {
            return RateLimiter.NONE;
        }

        @Bean
        HttpClientConfigurer httpClientConfigurer() {
            return client -> client.setUserAgent("test");
        }

        @Bean
        SSLContextParameters sslContextParameters() {
            return new SSLContextParameters();
        }
    }
}
