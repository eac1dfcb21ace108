package io.syncscript.api.web;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * One member of a PATCH body: left out, set to null, or set to a value.
 *
 * @param present false where the body leaves the member out, which keeps what is stored
 * @param value null for an explicit null
 */
@JsonDeserialize(using = Patch.Deserializer.class)
public record Patch<T>(boolean present, @Nullable T value) {
    /** What is stored once the patch is applied. */
    public @Nullable T orElse(@Nullable T stored) {
        return present ? value : stored;
    }

    static final class Deserializer extends ValueDeserializer<Patch<?>> {
        private final @Nullable JavaType type;

        Deserializer() {
            this(null);
        }

        private Deserializer(@Nullable JavaType type) {
            this.type = type;
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
            JavaType patch = property == null ? context.getContextualType() : property.getType();
            return new Deserializer(patch.containedTypeOrUnknown(0));
        }

        @Override
        public Patch<?> deserialize(JsonParser json, DeserializationContext context) {
            return new Patch<>(true, context.readValue(json, type));
        }

        @Override
        public Object getNullValue(DeserializationContext context) {
            return new Patch<>(true, null);
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return new Patch<>(false, null);
        }
    }
}
