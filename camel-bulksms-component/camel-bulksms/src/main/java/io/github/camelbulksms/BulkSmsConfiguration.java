package io.github.camelbulksms;

import io.github.camelbulksms.internal.recipient.MaxInvalid;
import io.github.camelbulksms.internal.run.RunSettings;
import io.github.camelbulksms.model.BareNumbers;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.InvalidRecipient;
import io.github.camelbulksms.model.NumberCheck;
import io.github.camelbulksms.model.SessionIdMode;
import io.github.camelbulksms.model.UnknownOutcome;
import io.github.camelbulksms.model.UseCaseCode;
import io.github.camelbulksms.spi.RateLimiter;
import io.github.camelbulksms.spi.SuppressionList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of an endpoint; those of the component are the defaults. */
@UriParams
public class BulkSmsConfiguration implements Cloneable {

    @UriParam(label = "security", description = "The account's customer ID.")
    private String customerId;

    @UriParam(label = "security", secret = true, description = "The account's API key.")
    private String apiKey;

    @UriParam(
            label = "security",
            defaultValue = "basic",
            enums = "basic,digest",
            description =
                    "How requests prove that they come from the account: basic sends the API key along, digest signs"
                            + " with it.")
    private String authMethod = "basic";

    @UriParam(
            label = "common",
            defaultValue = "https://rest-ww.telesign.com",
            description = "Scheme, host and port of the provider, or of a sandbox.")
    private String baseUrl = "https://rest-ww.telesign.com";

    @UriParam(
            label = "producer",
            description = "The text of the message, sent as it stands: expressions in it are refused."
                    + " The header CamelBulkSmsTemplate wins, and may be made by an expression.")
    private String template;

    @UriParam(label = "producer", description = "The use case code.")
    private UseCaseCode ucid;

    @UriParam(label = "producer", description = "The phone number that the messages are sent from.")
    private String senderId;

    @UriParam(label = "producer", description = "The caller's own ID for each whole request.")
    private String sessionId;

    @UriParam(
            label = "producer",
            description = "The run, one sending of the campaign, as a Simple expression, for instance"
                    + " ${header.order} or ${file:name.noext}-${date:file:yyyyMMdd}. Without it and without the header"
                    + " CamelBulkSmsRun what names the message names the run: the file, the message's ID, or else the"
                    + " exchange. The same run goes on where it stopped, a new one sends to all recipients.")
    private String run;

    @UriParam(
            label = "producer",
            description =
                    "Runs of the campaign whose recipients are skipped, as duplicates, if they were accepted or are unknown there."
                            + " Names with commas between them, or * for all other runs. For instance to send a corrected text only"
                            + " to recipients who received nothing, or only to those who are new since yesterday.")
    private String excludeRuns;

    @UriParam(label = "producer", defaultValue = "1000", description = "Recipients per request, 1 to 1000.")
    private int batchSize = RunSettings.MAX_BATCH_SIZE;

    @UriParam(
            label = "producer",
            defaultValue = "4",
            description = "Requests in flight at the same time for one exchange, 1 to 1000.")
    private int concurrentRequests = 4;

    @UriParam(
            label = "producer",
            defaultValue = "generate",
            description = "Whether recipients without a session ID get one. Delivery reports are matched by it.")
    private SessionIdMode sessionIds = SessionIdMode.generate;

    @UriParam(
            label = "producer",
            defaultValue = "safe",
            description =
                    "How numbers are judged, by the numbering plans of libphonenumber: safe is possible behind + and valid"
                            + " for bare digits, possible is of a length that the country has, valid is in a range"
                            + " allocated by the country, shape is 7 to 15 digits not starting with 0.")
    private NumberCheck numberCheck = NumberCheck.safe;

    @UriParam(
            label = "producer",
            description = "The country of numbers written without country code, as its two letters, for instance RS."
                    + " Without it a number needs its country code.")
    private String defaultRegion;

    @UriParam(
            label = "producer",
            description = "What digits without + are: national as dialled in the defaultRegion, or international with"
                    + " their country code. Without it they are international where there is no defaultRegion; else what"
                    + " makes a valid mobile number decides, and what makes two is refused.")
    private BareNumbers bareNumbers;

    @UriParam(
            label = "producer",
            description = "The column of the phone numbers: its name in the header line or row, or its number from 1."
                    + " Without it the column is known by the names that tools and languages give it, and a list with"
                    + " two of them is refused.")
    private String phoneColumn;

    @UriParam(
            label = "producer",
            description = "The column of the session IDs: its name in the header line or row, or its number from 1."
                    + " Without it the column session_id, or what stands behind the number.")
    private String sessionIdColumn;

    @UriParam(
            label = "producer",
            description = "The charset of lists that are bytes: files, streams, byte arrays. Without it that of the"
                    + " exchange or the file endpoint, else UTF-8. A byte order mark wins.")
    private String charset;

    @UriParam(
            label = "producer",
            defaultValue = MaxInvalid.DEFAULT_TEXT,
            description = "How many recipients of a list may be invalid, a number or a percentage, before it is refused"
                    + " as the wrong list. Judged on the first 1000 before the first request, and from there on.")
    private String maxInvalid = MaxInvalid.DEFAULT_TEXT;

    @UriParam(
            label = "producer",
            defaultValue = "skip",
            description = "What happens when a recipient has no usable number or session ID: skip sends to all others"
                    + " and gives the invalid ones back, fail sends nothing when the list can be read twice (file, text,"
                    + " collection) and else stops there.")
    private InvalidRecipient invalidRecipient = InvalidRecipient.skip;

    @UriParam(
            label = "producer",
            defaultValue = "skip",
            description = "What happens when a number occurs more than once: skip sends to the first, send to each that"
                    + " has a session ID of its own.")
    private DuplicateRecipient duplicateRecipient = DuplicateRecipient.skip;

    @UriParam(
            label = "producer",
            description = "The most recipients that a list may hold. A longer one is not sent to at all when it can be"
                    + " read twice, and else only up to there.")
    private Long maxRecipients;

    @UriParam(label = "producer", description = "The most segments that the text may have: carriers charge for each.")
    private Integer maxSegments;

    @UriParam(
            label = "producer",
            description = "Does everything but send: recipients who would have been sent to are counted as unsent.")
    private boolean dryRun;

    @UriParam(
            label = "producer,advanced",
            description =
                    "Sets whether synchronous processing should be strictly used: the caller's thread waits until the run"
                            + " is done, and goes on with the exchange itself. Needed in a local JMS transaction, which belongs to the"
                            + " consumer's thread.")
    private boolean synchronous;

    @UriParam(
            label = "producer",
            description =
                    "The rate limit of the account, shared by all endpoints of the component: requests per second, may be a"
                            + " fraction. Two different figures for one account are refused.")
    private Double requestsPerSecond;

    @UriParam(
            label = "producer,advanced",
            description =
                    "The rate limit of the account when it is kept elsewhere, for instance shared by a cluster; then"
                            + " requestsPerSecond does not count.")
    private RateLimiter rateLimiter;

    @UriParam(
            label = "producer",
            defaultValue = "5",
            description = "How often a request is sent at most, 1 to 100. Only what was certainly not accepted is sent"
                    + " again.")
    private int maxAttempts = 5;

    @UriParam(
            label = "producer",
            defaultValue = "1000",
            javaType = "java.time.Duration",
            description =
                    "The most that is waited before the second attempt, doubled for each further one; how much of it"
                            + " is drawn at random.")
    private long backoffDelay = 1_000;

    @UriParam(
            label = "producer",
            defaultValue = "60000",
            javaType = "java.time.Duration",
            description = "The most that is waited between two attempts, also when the provider asks for more.")
    private long maxBackoffDelay = 60_000;

    @UriParam(
            label = "producer",
            defaultValue = "hold",
            description =
                    "What happens, when a run goes on, to recipients whose outcome is unknown: hold does not send to them"
                            + " again; resend does, and some of them may get the message twice.")
    private UnknownOutcome unknownOutcome = UnknownOutcome.hold;

    /** What gives the API key of an endpoint that has none of its own, asked each time; null for the component's. */
    private Supplier<String> inheritedApiKey;

    @UriParam(
            label = "common",
            description =
                    "The recipients who want no messages: asked before each batch; they are suppressed. Without an answer"
                            + " nothing is sent. An endpoint that takes delivery reports enters recipients who have opted out (510).")
    private SuppressionList suppressionList;

    @UriParam(
            label = "producer",
            description =
                    "Hours at which recipients are not sent to, for instance 21:00-09:00, by the time zone of each number:"
                            + " they are postponed, and sent to when the run is sent again. Needs libphonenumber's artifact geocoder.")
    private String quietHours;

    @UriParam(
            label = "producer",
            description =
                    "The time zone of numbers of which none is known, for instance Europe/Belgrade. Without it they"
                            + " are postponed while there are quietHours.")
    private String timeZone;

    /** Has the account's options say what a placeholder in them stands for. */
    void resolveAccount(UnaryOperator<String> placeholders) {
        customerId = resolved(customerId, placeholders);
        baseUrl = resolved(baseUrl, placeholders);
        senderId = resolved(senderId, placeholders);
    }

    private static String resolved(String value, UnaryOperator<String> placeholders) {
        return value != null && value.contains("{{") ? placeholders.apply(value) : value;
    }

    /**
     * For an endpoint, whose API key is the component's as long as it is not given one.
     *
     * @param inherited the component's API key as it is when it is asked for
     */
    BulkSmsConfiguration copy(Supplier<String> inherited) {
        try {
            BulkSmsConfiguration copy = (BulkSmsConfiguration) clone();
            copy.apiKey = null;
            copy.inheritedApiKey = inherited;
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public String getCustomerId() {
        return customerId;
    }

    public void setCustomerId(String customerId) {
        this.customerId = customerId;
    }

    public String getApiKey() {
        return apiKey == null && inheritedApiKey != null ? inheritedApiKey.get() : apiKey;
    }

    public void setApiKey(String apiKey) {
        this.apiKey = apiKey;
    }

    public String getAuthMethod() {
        return authMethod;
    }

    public void setAuthMethod(String authMethod) {
        this.authMethod = authMethod;
    }

    public String getBaseUrl() {
        return baseUrl;
    }

    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public String getTemplate() {
        return template;
    }

    public void setTemplate(String template) {
        this.template = template;
    }

    public UseCaseCode getUcid() {
        return ucid;
    }

    public void setUcid(UseCaseCode ucid) {
        this.ucid = ucid;
    }

    public String getSenderId() {
        return senderId;
    }

    public void setSenderId(String senderId) {
        this.senderId = senderId;
    }

    public String getSessionId() {
        return sessionId;
    }

    public void setSessionId(String sessionId) {
        this.sessionId = sessionId;
    }

    public String getRun() {
        return run;
    }

    public void setRun(String run) {
        this.run = run;
    }

    public String getExcludeRuns() {
        return excludeRuns;
    }

    public void setExcludeRuns(String excludeRuns) {
        this.excludeRuns = excludeRuns;
    }

    public int getBatchSize() {
        return batchSize;
    }

    public void setBatchSize(int batchSize) {
        this.batchSize = batchSize;
    }

    public int getConcurrentRequests() {
        return concurrentRequests;
    }

    public void setConcurrentRequests(int concurrentRequests) {
        this.concurrentRequests = concurrentRequests;
    }

    public SessionIdMode getSessionIds() {
        return sessionIds;
    }

    public void setSessionIds(SessionIdMode sessionIds) {
        this.sessionIds = sessionIds;
    }

    public NumberCheck getNumberCheck() {
        return numberCheck;
    }

    public void setNumberCheck(NumberCheck numberCheck) {
        this.numberCheck = numberCheck;
    }

    public String getDefaultRegion() {
        return defaultRegion;
    }

    public void setDefaultRegion(String defaultRegion) {
        this.defaultRegion = defaultRegion;
    }

    public BareNumbers getBareNumbers() {
        return bareNumbers;
    }

    public void setBareNumbers(BareNumbers bareNumbers) {
        this.bareNumbers = bareNumbers;
    }

    public String getPhoneColumn() {
        return phoneColumn;
    }

    public void setPhoneColumn(String phoneColumn) {
        this.phoneColumn = phoneColumn;
    }

    public String getSessionIdColumn() {
        return sessionIdColumn;
    }

    public void setSessionIdColumn(String sessionIdColumn) {
        this.sessionIdColumn = sessionIdColumn;
    }

    public String getCharset() {
        return charset;
    }

    public void setCharset(String charset) {
        this.charset = charset;
    }

    public String getMaxInvalid() {
        return maxInvalid;
    }

    public void setMaxInvalid(String maxInvalid) {
        this.maxInvalid = maxInvalid;
    }

    public InvalidRecipient getInvalidRecipient() {
        return invalidRecipient;
    }

    public void setInvalidRecipient(InvalidRecipient invalidRecipient) {
        this.invalidRecipient = invalidRecipient;
    }

    public DuplicateRecipient getDuplicateRecipient() {
        return duplicateRecipient;
    }

    public void setDuplicateRecipient(DuplicateRecipient duplicateRecipient) {
        this.duplicateRecipient = duplicateRecipient;
    }

    public Long getMaxRecipients() {
        return maxRecipients;
    }

    public void setMaxRecipients(Long maxRecipients) {
        this.maxRecipients = maxRecipients;
    }

    public Integer getMaxSegments() {
        return maxSegments;
    }

    public void setMaxSegments(Integer maxSegments) {
        this.maxSegments = maxSegments;
    }

    public boolean isDryRun() {
        return dryRun;
    }

    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    public boolean isSynchronous() {
        return synchronous;
    }

    public void setSynchronous(boolean synchronous) {
        this.synchronous = synchronous;
    }

    public Double getRequestsPerSecond() {
        return requestsPerSecond;
    }

    public void setRequestsPerSecond(Double requestsPerSecond) {
        this.requestsPerSecond = requestsPerSecond;
    }

    public RateLimiter getRateLimiter() {
        return rateLimiter;
    }

    public void setRateLimiter(RateLimiter rateLimiter) {
        this.rateLimiter = rateLimiter;
    }

    public int getMaxAttempts() {
        return maxAttempts;
    }

    public void setMaxAttempts(int maxAttempts) {
        this.maxAttempts = maxAttempts;
    }

    public long getBackoffDelay() {
        return backoffDelay;
    }

    public void setBackoffDelay(long backoffDelay) {
        this.backoffDelay = backoffDelay;
    }

    public long getMaxBackoffDelay() {
        return maxBackoffDelay;
    }

    public void setMaxBackoffDelay(long maxBackoffDelay) {
        this.maxBackoffDelay = maxBackoffDelay;
    }

    public SuppressionList getSuppressionList() {
        return suppressionList;
    }

    public void setSuppressionList(SuppressionList suppressionList) {
        this.suppressionList = suppressionList;
    }

    public String getQuietHours() {
        return quietHours;
    }

    public void setQuietHours(String quietHours) {
        this.quietHours = quietHours;
    }

    public String getTimeZone() {
        return timeZone;
    }

    public void setTimeZone(String timeZone) {
        this.timeZone = timeZone;
    }

    public UnknownOutcome getUnknownOutcome() {
        return unknownOutcome;
    }

    public void setUnknownOutcome(UnknownOutcome unknownOutcome) {
        this.unknownOutcome = unknownOutcome;
    }
}
