package io.github.camelbulksms.sandbox;

import java.util.List;

/**
 * A body that was read as a form, whether it is one or not: other reasons to refuse a request come first.
 *
 * @param request null when it is none
 * @param refusal why, null when it is one
 */
record ParsedForm(BulkRequest request, RefusedException refusal) {

    static ParsedForm of(byte[] body) {
        try {
            return new ParsedForm(BulkRequest.of(Form.parse(body)), null);
        } catch (RefusedException e) {
            return new ParsedForm(null, e);
        }
    }

    BulkRequest orRefuse() throws RefusedException {
        if (refusal != null) {
            throw refusal;
        }
        return request;
    }

    /** The recipients, none when it is no form. */
    List<BulkRequest.Addressee> addressees() {
        return request == null ? List.of() : request.addressees();
    }
}
