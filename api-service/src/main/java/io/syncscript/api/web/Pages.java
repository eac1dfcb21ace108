package io.syncscript.api.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The paths of the pages, which are static files. */
@Configuration(proxyBeanMethods = false)
class Pages implements WebMvcConfigurer {
    @Override
    public void addViewControllers(ViewControllerRegistry pages) {
        pages.addRedirectViewController("/", "/test/realtime");
        pages.addViewController("/login").setViewName("forward:/login.html");
        pages.addViewController("/test/realtime").setViewName("forward:/test/realtime.html");
    }
}
