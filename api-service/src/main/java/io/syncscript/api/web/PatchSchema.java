package io.syncscript.api.web;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Describes a member of a PATCH body as what it may be set to. */
@Component
class PatchSchema implements ModelConverter {
    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType java = Json.mapper().constructType(type.getType());
        if (java != null && java.getRawClass() == Patch.class) {
            return context.resolve(new AnnotatedType(java.containedType(0))
                    .ctxAnnotations(type.getCtxAnnotations())
                    .resolveAsRef(true)
                    .propertyName(type.getPropertyName()));
        }
        return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    }
}
