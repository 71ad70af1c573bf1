package tertulia.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A fault in a method of the real program: a Java agent that puts a call of {@link #happens} at its beginning. It happens as soon
 * as a file is there, so that the server first starts and acknowledges something.
 */
public final class Planted {
    private static final List<long[]> HELD = new ArrayList<>();
    private static volatile Path trigger = Path.of("never");

    private Planted() {}

    /** What goes wrong. */
    enum Fault {
        /** An Error is thrown. */
        ERROR,
        /** The heap is used up. */
        MEMORY,
        /** The method does not return. */
        HANG
    }

    /** The option by which Java loads it: the fault happens in the method of that class once the file is there. */
    static String option(Path folder, Path trigger, Fault fault, String type, String method) {
        var jar = folder.resolve("planted.jar");
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", Planted.class.getName());
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var classes = Files.newDirectoryStream(classes(), Planted.class.getSimpleName() + "*.class")) {
            for (var each : classes) {
                out.putNextEntry(new JarEntry("tertulia/e2e/" + each.getFileName()));
                Files.copy(each, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "-javaagent:%s=%s,%s,%s,%s".formatted(jar, trigger, fault, type, method);
    }

    private static Path classes() {
        var source = Planted.class.getProtectionDomain().getCodeSource().getLocation();
        return Path.of(URI.create(source.toString())).resolve("tertulia/e2e");
    }

    /** Called by Java before the program. */
    public static void premain(String arguments, Instrumentation java) {
        var parts = arguments.split(",", -1);
        trigger = Path.of(parts[0]);
        String type = parts[2].replace('.', '/');
        java.addTransformer(new ClassFileTransformer() {
            @Override
            public byte[] transform(
                    ClassLoader loader, String name, Class<?> before, ProtectionDomain domain, byte[] bytes) {
                return type.equals(name) ? planted(loader, bytes, Fault.valueOf(parts[1]), parts[3]) : bytes;
            }
        });
    }

    private static byte[] planted(ClassLoader loader, byte[] bytes, Fault fault, String method) {
        var file = ClassFile.of(
                ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(loader)));
        var call = new CodeTransform() {
            @Override
            public void atStart(CodeBuilder code) {
                var type = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);
                code.loadConstant(fault.name()).invokestatic(ClassDesc.of(Planted.class.getName()), "happens", type);
            }

            @Override
            public void accept(CodeBuilder code, CodeElement element) {
                code.with(element);
            }
        };
        return file.transformClass(
                file.parse(bytes),
                ClassTransform.transformingMethodBodies(
                        (MethodModel each) -> each.methodName().equalsString(method), call));
    }

    /** What the planted method calls first. */
    public static void happens(String fault) {
        if (!Files.exists(trigger)) return;
        switch (Fault.valueOf(fault)) {
            case ERROR -> throw new AssertionError("planted");
            case MEMORY -> {
                while (true) HELD.add(new long[1 << 20]);
            }
            case HANG -> {
                while (true) LockSupport.park();
            }
        }
    }
}
