package io.github.camelbulksms;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.ssl.HttpsSupport;

/**
 * Whether a certificate is of the host: by its alternative names alone (RFC 9525), of which none may stand for every host. The common
 * name, which the client falls back to, is not looked at.
 */
final class HostNames implements HostnameVerifier {

    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private final HostnameVerifier verifier = HttpsSupport.getDefaultHostnameVerifier();

    @Override
    public boolean verify(String host, SSLSession session) {
        return hasUsableNames(session, isAddress(host) ? IP_ADDRESS : DNS_NAME) && verifier.verify(host, session);
    }

    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
    }

    /** Without a name of its own kind the client would look at the common name. */
    private static boolean hasUsableNames(SSLSession session, int kind) {
        try {
            X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names != null
                    && names.stream().anyMatch(name -> name.get(0).equals(kind))
                    && names.stream().noneMatch(name -> name.get(0).equals(DNS_NAME) && isOfEveryHost(name.get(1)));
        } catch (SSLPeerUnverifiedException | CertificateParsingException e) {
            return false;
        }
    }

    /** {@code *}, and {@code *.com}. */
    private static boolean isOfEveryHost(Object name) {
        return name instanceof String dns && dns.startsWith("*") && dns.indexOf('.', 2) < 0;
    }
}
