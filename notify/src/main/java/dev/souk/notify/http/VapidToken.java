package dev.souk.notify.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;

/** The token by which a push service knows who sends: a JWT of three claims, signed with ES256 (RFC 8292, RFC 7515). */
final class VapidToken {

    /** ECDSA as JWS writes it: both numbers in 32 bytes each, and not in DER. */
    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private VapidToken() {}

    /**
     * The token.
     *
     * @param audience scheme, host and port of the push service
     * @param contact where its operators can complain
     * @param expires in seconds since 1970, at most 24 hours from now
     */
    static String signed(String audience, String contact, long expires, VapidKeys keys) {
        String head = part(Json.bytes(Json.object().put("typ", "JWT").put("alg", "ES256")));
        String claims = part(Json.bytes(
                Json.object().put("aud", audience).put("exp", expires).put("sub", contact)));
        String text = head + "." + claims;
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(keys.signingKey());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + part(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot sign by " + ALGORITHM, e);
        }
    }

    static boolean isSignedBy(ECPublicKey key, String token) {
        int end = token.lastIndexOf('.');
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot check " + ALGORITHM, e);
        }
    }

    private static String part(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }
}
