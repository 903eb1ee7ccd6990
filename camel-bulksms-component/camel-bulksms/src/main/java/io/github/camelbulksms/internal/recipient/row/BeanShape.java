package io.github.camelbulksms.internal.recipient.row;

import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The accessors of a record or bean, by the names of what they give. Classes of the platform are none. Thread-safe. */
final class BeanShape {

    private static final ClassValue<Optional<BeanShape>> SHAPES = new ClassValue<>() {
        @Override
        protected Optional<BeanShape> computeValue(Class<?> type) {
            BeanShape shape = new BeanShape(type);
            return shape.names.isEmpty() ? Optional.empty() : Optional.of(shape);
        }
    };

    private final List<String> names = new ArrayList<>();
    private final List<Method> accessors = new ArrayList<>();

    private BeanShape(Class<?> type) {
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                add(component.getName(), component.getAccessor());
            }
        } else if (!type.isEnum() && !isOfPlatform(type)) {
            properties(type).forEach(property -> add(property.getName(), property.getReadMethod()));
        }
    }

    static Optional<BeanShape> of(Class<?> type) {
        return SHAPES.get(type);
    }

    /**
     * The row that an object of this class is.
     *
     * @throws IllegalArgumentException when an accessor fails
     */
    Row row(Object bean) {
        List<Object> values = new ArrayList<>(accessors.size());
        for (int i = 0; i < accessors.size(); i++) {
            try {
                values.add(accessors.get(i).invoke(bean));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalArgumentException(
                        "'" + names.get(i) + "' of " + bean.getClass().getName() + " cannot be read: expected a public"
                                + " accessor that does not fail",
                        e);
            }
        }
        return new Row(names, values);
    }

    private void add(String name, Method accessor) {
        // a record of a method or a package is read, too, where the module lets it be
        if (accessor.trySetAccessible()) {
            names.add(name);
            accessors.add(accessor);
        }
    }

    private static boolean isOfPlatform(Class<?> type) {
        return type.getName().startsWith("java.") || type.getName().startsWith("javax.");
    }

    private static Stream<PropertyDescriptor> properties(Class<?> type) {
        try {
            return Arrays.stream(Introspector.getBeanInfo(type, Object.class).getPropertyDescriptors())
                    .filter(property -> Objects.nonNull(property.getReadMethod()));
        } catch (IntrospectionException e) {
            return Stream.empty();
        }
    }
}
