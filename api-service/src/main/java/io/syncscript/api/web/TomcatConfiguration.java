package io.syncscript.api.web;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Tomcat itself answers. The management port's Tomcat has it too: Spring Boot is told so in a file of its own. */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {
    /** Runs after Boot's own customizers, one of which adds a valve of the kind that Tomcat looks for. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReports() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemReportValve.class.getName());
                host.getPipeline().addValve(new ProblemReportValve());
                host.getPipeline().addValve(new LateBodyValve());
            }
        });
    }
}
