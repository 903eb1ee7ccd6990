/** Configures the {@code bulksms} component from Spring Boot's properties {@code camel.component.bulksms.*}. */
package io.github.camelbulksms.springboot;
