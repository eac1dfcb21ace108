package io.syncscript.acceptance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which module may know what, and how packages are cut. */
@AnalyzeClasses(
        packages = "io.syncscript",
        importOptions = {ImportOption.DoNotIncludeTests.class})
class ArchitectureTest {
    private static final String MODEL = "io.syncscript.model..";
    private static final String API = "io.syncscript.api..";
    private static final String GATEWAY = "io.syncscript.gateway..";
    private static final String LOCAL = "io.syncscript.local..";
    private static final String DOCTOR = "io.syncscript.doctor..";
    private static final String BENCHMARKS = "io.syncscript.benchmarks..";
    private static final String SOCKET_IO = "io.syncscript.gateway.socketio..";

    @ArchTest
    static final ArchRule modelUsesTheJdkAndJacksonOnly = classes()
            .that()
            .resideInAPackage(MODEL)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    MODEL, "java..", "tools.jackson..", "com.fasterxml.jackson.annotation..", "org.jspecify..");

    @ArchTest
    static final ArchRule apiDoesNotKnowTheGateway = noClasses()
            .that()
            .resideInAPackage(API)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(GATEWAY, LOCAL, DOCTOR, BENCHMARKS, "com.corundumstudio..", "org.redisson..");

    @ArchTest
    static final ArchRule gatewayDoesNotKnowTheApi = noClasses()
            .that()
            .resideInAPackage(GATEWAY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(API, LOCAL, DOCTOR, BENCHMARKS);

    @ArchTest
    static final ArchRule localStackRunsTheProcessesWithoutKnowingThem = noClasses()
            .that()
            .resideInAPackage(LOCAL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(API, GATEWAY, DOCTOR, BENCHMARKS);

    @ArchTest
    static final ArchRule doctorMeetsAnInstallationAsAStranger = classes()
            .that()
            .resideInAPackage(DOCTOR)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(DOCTOR, MODEL, "java..", "javax.net.ssl..", "tools.jackson..", "org.jspecify..");

    @ArchTest
    static final ArchRule benchmarksKnowTheProcessesByTheirContractOnly = noClasses()
            .that()
            .resideInAPackage(BENCHMARKS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(API, GATEWAY, DOCTOR);

    @ArchTest
    static final ArchRule nettyIsKnownToTheSocketIoPackageOnly = noClasses()
            .that(resideInAnyPackage(GATEWAY).and(resideOutsideOfPackages(SOCKET_IO)))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.corundumstudio..", "io.netty..");

    @ArchTest
    static final ArchRule socketIoPackageServesAnyApplication = noClasses()
            .that()
            .resideInAPackage(SOCKET_IO)
            .should()
            .dependOnClassesThat(resideInAnyPackage(GATEWAY, MODEL).and(resideOutsideOfPackages(SOCKET_IO)));

    @ArchTest
    static final ArchRule gatewayReadsWithoutJpa = noClasses()
            .that()
            .resideInAPackage(GATEWAY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.persistence..", "org.hibernate", "org.hibernate.query..", "org.springframework.data..");

    @ArchTest
    static final ArchRule apiFeaturesFormNoCycle =
            slices().matching("io.syncscript.api.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule gatewayFeaturesFormNoCycle =
            slices().matching("io.syncscript.gateway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule modelPackagesFormNoCycle =
            slices().matching("io.syncscript.model.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule localStackPartsFormNoCycle =
            slices().matching("io.syncscript.local.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule doctorPartsFormNoCycle =
            slices().matching("io.syncscript.doctor.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule benchmarkPartsFormNoCycle =
            slices().matching("io.syncscript.benchmarks.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesAreNamedByFeature = noClasses()
            .should()
            .resideInAnyPackage(
                    "..controller..",
                    "..controllers..",
                    "..service..",
                    "..services..",
                    "..repository..",
                    "..repositories..",
                    "..entity..",
                    "..entities..",
                    "..dto..",
                    "..util..",
                    "..utils..",
                    "..helper..",
                    "..helpers..",
                    "..common..");

    @ArchTest
    static final ArchRule nothingIsCalledImpl = noClasses().should().haveSimpleNameEndingWith("Impl");
}
