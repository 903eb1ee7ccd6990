package io.github.camelbulksms.springboot;

import io.github.camelbulksms.BulkSmsComponent;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.ComponentConfigurationProperties;
import org.apache.camel.spring.boot.util.CamelPropertiesHelper;
import org.apache.camel.spring.boot.util.ConditionalOnCamelContextAndAutoConfigurationBeans;
import org.apache.camel.spring.boot.util.ConditionalOnHierarchicalProperties;
import org.apache.camel.spring.boot.util.HierarchicalPropertiesEvaluator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** Hands {@code camel.component.bulksms.*} to the component when Camel makes it. */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@Conditional(ConditionalOnCamelContextAndAutoConfigurationBeans.class)
@ConditionalOnHierarchicalProperties({"camel.component", "camel.component.bulksms"})
@EnableConfigurationProperties({ComponentConfigurationProperties.class, BulkSmsComponentConfiguration.class})
public class BulkSmsComponentAutoConfiguration {

    private static final String WHOLE = "configuration";

    @Lazy
    @Bean
    public ComponentCustomizer configureBulkSmsComponent(
            CamelContext context, Environment environment, BulkSmsComponentConfiguration configuration) {
        return ComponentCustomizer.builder(BulkSmsComponent.class)
                .withCondition((name, component) -> HierarchicalPropertiesEvaluator.evaluate(
                        environment, "camel.component.customizer", "camel.component.bulksms.customizer"))
                .build(component -> configure(context, component, configuration));
    }

    private static void configure(
            CamelContext context, Component component, BulkSmsComponentConfiguration configuration) {
        Map<String, Object> options = CamelPropertiesHelper.getNonNullProperties(context, configuration);
        // first, as it would undo the options that are part of it
        if (options.containsKey(WHOLE)) {
            CamelPropertiesHelper.copyProperties(
                    context, new HashMap<>(Map.of(WHOLE, options.remove(WHOLE))), component);
        }
        CamelPropertiesHelper.copyProperties(context, options, component);
    }
}
