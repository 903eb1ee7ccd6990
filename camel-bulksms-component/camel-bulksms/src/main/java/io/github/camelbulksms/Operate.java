package io.github.camelbulksms;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * What an operator types into a shell on the machine of a process that sends: {@code java -jar camel-bulksms-….jar}, the process's ID, and
 * an operation of the component's MBean with its arguments. Needs a JDK, the same user, and camel-management in the process;
 * nothing else stands on its class path.
 */
final class Operate {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISTYPED = 2;

    private final PrintStream out;

    Operate(PrintStream out) {
        this.out = out;
    }

    /**
     * Ends the process with 0 when it is done, 1 when it could not be done, 2 when it was mistyped.
     *
     * @param arguments nothing, which lists the processes; a process's ID, which shows its runs; or that, an operation and its arguments, one
     *     of which may be {@code @file} for what a file holds
     */
    public static void main(String[] arguments) {
        System.exit(new Operate(System.out).execute(List.of(arguments)));
    }

    int execute(List<String> arguments) {
        if (arguments.isEmpty()) {
            out.println(
                    "expected the ID of a process, then an operation: java -jar camel-bulksms-….jar 4711 stopRun spring-sale"
                            + " list.csv; without one its runs are shown. Processes:");
            for (VirtualMachineDescriptor process : VirtualMachine.list()) {
                out.println(process.id() + " " + process.displayName());
            }
            return MISTYPED;
        }
        String process = arguments.get(0);
        try (JMXConnector connector = connect(process)) {
            return execute(connector.getMBeanServerConnection(), arguments.subList(1, arguments.size()));
        } catch (AttachNotSupportedException | IOException e) {
            out.println("the process " + process + " cannot be reached: " + e.getMessage()
                    + " (expected one of this user's; without arguments they are listed)");
            return FAILED;
        }
    }

    private static JMXConnector connect(String process) throws AttachNotSupportedException, IOException {
        VirtualMachine machine = VirtualMachine.attach(process);
        try {
            return JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
        } finally {
            machine.detach();
        }
    }

    /** Does it to the component of a process. */
    int execute(MBeanServerConnection process, List<String> arguments) throws IOException {
        try {
            List<ObjectName> components = components(process);
            if (components.isEmpty()) {
                out.println(
                        "the process has no MBean of a bulksms component: expected one that was used, and camel-management"
                                + " on its class path");
                return FAILED;
            }
            int worst = DONE;
            for (ObjectName component : components) {
                worst = Math.max(
                        worst, arguments.isEmpty() ? show(process, component) : invoke(process, component, arguments));
            }
            return worst;
        } catch (RuntimeMBeanException e) {
            out.println(e.getTargetException().getMessage());
        } catch (JMException e) {
            out.println(Objects.requireNonNullElse(e.getCause(), e).getMessage());
        }
        return FAILED;
    }

    private static List<ObjectName> components(MBeanServerConnection process) throws JMException, IOException {
        List<ObjectName> components = new ArrayList<>();
        for (ObjectName name : process.queryNames(new ObjectName("org.apache.camel:type=components,*"), null)) {
            if (operations(process, name).stream().anyMatch(one -> one.getName().equals("stopRun"))) {
                components.add(name);
            }
        }
        return components;
    }

    private int show(MBeanServerConnection process, ObjectName component) throws JMException, IOException {
        Collection<?> runs = (Collection<?>) process.getAttribute(component, "Runs");
        if (runs.isEmpty()) {
            out.println("no run yet");
        }
        runs.forEach(out::print);
        return DONE;
    }

    private int invoke(MBeanServerConnection process, ObjectName component, List<String> arguments)
            throws JMException, IOException {
        String operation = arguments.get(0);
        List<String> parameters = arguments.subList(1, arguments.size());
        List<MBeanOperationInfo> operations = operations(process, component);
        if (operations.stream()
                .noneMatch(one -> one.getName().equals(operation) && one.getSignature().length == parameters.size())) {
            out.println("there is no operation " + operation + " with " + parameters.size()
                    + " arguments: expected one of");
            operations.forEach(one -> out.println(
                    "  " + one.getName() + " (" + one.getSignature().length + "): " + one.getDescription()));
            return MISTYPED;
        }
        Object[] values = new Object[parameters.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(parameters.get(i));
        }
        String[] types = new String[values.length];
        Arrays.fill(types, String.class.getName());
        Object answer = process.invoke(component, operation, values, types);
        // an answer may be a file's content, for > file
        out.println(answer == null ? String.join(" ", arguments) + ": done" : answer);
        return DONE;
    }

    /** An attribute's getter is an operation, too. */
    private static List<MBeanOperationInfo> operations(MBeanServerConnection process, ObjectName component)
            throws JMException, IOException {
        return Stream.of(process.getMBeanInfo(component).getOperations())
                .filter(one -> !one.getName().startsWith("get"))
                .toList();
    }

    private static String value(String argument) throws IOException {
        return argument.startsWith("@") ? Files.readString(Path.of(argument.substring(1))) : argument;
    }
}
