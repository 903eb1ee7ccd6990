package io.github.camelbulksms.springboot;

import io.github.camelbulksms.model.BareNumbers;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.InvalidRecipient;
import io.github.camelbulksms.model.NumberCheck;
import io.github.camelbulksms.model.SessionIdMode;
import io.github.camelbulksms.model.UnknownOutcome;
import io.github.camelbulksms.model.UseCaseCode;
import java.time.Duration;
import org.apache.camel.spring.boot.ComponentConfigurationPropertiesCommon;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The options of the component. Written by its metadata: see PropertiesTest. */
@ConfigurationProperties(prefix = "camel.component.bulksms", ignoreUnknownFields = false)
public class BulkSmsComponentConfiguration extends ComponentConfigurationPropertiesCommon {

    private String apiKey;
    private String authMethod;
    private Boolean autowiredEnabled;
    private Duration backoffDelay;
    private BareNumbers bareNumbers;
    private String baseUrl;
    private Integer batchSize;
    private Boolean bridgeErrorHandler;
    private String charset;
    private String clock;
    private Integer concurrentRequests;
    private String configuration;
    private Duration connectTimeout;
    private String customerId;
    private String dataSource;
    private String defaultRegion;
    private Boolean dryRun;
    private DuplicateRecipient duplicateRecipient;
    private String excludeRuns;
    private Boolean healthCheckConsumerEnabled;
    private Boolean healthCheckProducerEnabled;
    private String httpClientConfigurer;
    private InvalidRecipient invalidRecipient;
    private String journalTables;
    private Boolean keepRawReports;
    private Boolean lazyStartProducer;
    private Integer maxAttempts;
    private Duration maxBackoffDelay;
    private Integer maxConcurrentRequests;
    private String maxInvalid;
    private Long maxRecipients;
    private Integer maxSegments;
    private NumberCheck numberCheck;
    private String phoneColumn;
    private String proxyAuthPassword;
    private String proxyAuthUsername;
    private String proxyHost;
    private Integer proxyPort;
    private String quietHours;
    private String rateLimiter;
    private Duration requestTimeout;
    private Double requestsPerSecond;
    private Duration responseTimeout;
    private Duration retention;
    private String run;
    private Duration runLease;
    private String senderId;
    private String sessionId;
    private String sessionIdColumn;
    private SessionIdMode sessionIds;
    private String sslContextParameters;
    private String suppressionList;
    private Boolean synchronous;
    private String template;
    private String timeZone;
    private UseCaseCode ucid;
    private UnknownOutcome unknownOutcome;
    private Boolean useGlobalSslContextParameters;
    private String workerPool;

    public String getApiKey() {
        return apiKey;
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

    public Boolean getAutowiredEnabled() {
        return autowiredEnabled;
    }

    public void setAutowiredEnabled(Boolean autowiredEnabled) {
        this.autowiredEnabled = autowiredEnabled;
    }

    public Duration getBackoffDelay() {
        return backoffDelay;
    }

    public void setBackoffDelay(Duration backoffDelay) {
        this.backoffDelay = backoffDelay;
    }

    public BareNumbers getBareNumbers() {
        return bareNumbers;
    }

    public void setBareNumbers(BareNumbers bareNumbers) {
        this.bareNumbers = bareNumbers;
    }

    public String getBaseUrl() {
        return baseUrl;
    }

    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public Integer getBatchSize() {
        return batchSize;
    }

    public void setBatchSize(Integer batchSize) {
        this.batchSize = batchSize;
    }

    public Boolean getBridgeErrorHandler() {
        return bridgeErrorHandler;
    }

    public void setBridgeErrorHandler(Boolean bridgeErrorHandler) {
        this.bridgeErrorHandler = bridgeErrorHandler;
    }

    public String getCharset() {
        return charset;
    }

    public void setCharset(String charset) {
        this.charset = charset;
    }

    public String getClock() {
        return clock;
    }

    public void setClock(String clock) {
        this.clock = clock;
    }

    public Integer getConcurrentRequests() {
        return concurrentRequests;
    }

    public void setConcurrentRequests(Integer concurrentRequests) {
        this.concurrentRequests = concurrentRequests;
    }

    public String getConfiguration() {
        return configuration;
    }

    public void setConfiguration(String configuration) {
        this.configuration = configuration;
    }

    public Duration getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public String getCustomerId() {
        return customerId;
    }

    public void setCustomerId(String customerId) {
        this.customerId = customerId;
    }

    public String getDataSource() {
        return dataSource;
    }

    public void setDataSource(String dataSource) {
        this.dataSource = dataSource;
    }

    public String getDefaultRegion() {
        return defaultRegion;
    }

    public void setDefaultRegion(String defaultRegion) {
        this.defaultRegion = defaultRegion;
    }

    public Boolean getDryRun() {
        return dryRun;
    }

    public void setDryRun(Boolean dryRun) {
        this.dryRun = dryRun;
    }

    public DuplicateRecipient getDuplicateRecipient() {
        return duplicateRecipient;
    }

    public void setDuplicateRecipient(DuplicateRecipient duplicateRecipient) {
        this.duplicateRecipient = duplicateRecipient;
    }

    public String getExcludeRuns() {
        return excludeRuns;
    }

    public void setExcludeRuns(String excludeRuns) {
        this.excludeRuns = excludeRuns;
    }

    public Boolean getHealthCheckConsumerEnabled() {
        return healthCheckConsumerEnabled;
    }

    public void setHealthCheckConsumerEnabled(Boolean healthCheckConsumerEnabled) {
        this.healthCheckConsumerEnabled = healthCheckConsumerEnabled;
    }

    public Boolean getHealthCheckProducerEnabled() {
        return healthCheckProducerEnabled;
    }

    public void setHealthCheckProducerEnabled(Boolean healthCheckProducerEnabled) {
        this.healthCheckProducerEnabled = healthCheckProducerEnabled;
    }

    public String getHttpClientConfigurer() {
        return httpClientConfigurer;
    }

    public void setHttpClientConfigurer(String httpClientConfigurer) {
        this.httpClientConfigurer = httpClientConfigurer;
    }

    public InvalidRecipient getInvalidRecipient() {
        return invalidRecipient;
    }

    public void setInvalidRecipient(InvalidRecipient invalidRecipient) {
        this.invalidRecipient = invalidRecipient;
    }

    public String getJournalTables() {
        return journalTables;
    }

    public void setJournalTables(String journalTables) {
        this.journalTables = journalTables;
    }

    public Boolean getKeepRawReports() {
        return keepRawReports;
    }

    public void setKeepRawReports(Boolean keepRawReports) {
        this.keepRawReports = keepRawReports;
    }

    public Boolean getLazyStartProducer() {
        return lazyStartProducer;
    }

    public void setLazyStartProducer(Boolean lazyStartProducer) {
        this.lazyStartProducer = lazyStartProducer;
    }

    public Integer getMaxAttempts() {
        return maxAttempts;
    }

    public void setMaxAttempts(Integer maxAttempts) {
        this.maxAttempts = maxAttempts;
    }

    public Duration getMaxBackoffDelay() {
        return maxBackoffDelay;
    }

    public void setMaxBackoffDelay(Duration maxBackoffDelay) {
        this.maxBackoffDelay = maxBackoffDelay;
    }

    public Integer getMaxConcurrentRequests() {
        return maxConcurrentRequests;
    }

    public void setMaxConcurrentRequests(Integer maxConcurrentRequests) {
        this.maxConcurrentRequests = maxConcurrentRequests;
    }

    public String getMaxInvalid() {
        return maxInvalid;
    }

    public void setMaxInvalid(String maxInvalid) {
        this.maxInvalid = maxInvalid;
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

    public NumberCheck getNumberCheck() {
        return numberCheck;
    }

    public void setNumberCheck(NumberCheck numberCheck) {
        this.numberCheck = numberCheck;
    }

    public String getPhoneColumn() {
        return phoneColumn;
    }

    public void setPhoneColumn(String phoneColumn) {
        this.phoneColumn = phoneColumn;
    }

    public String getProxyAuthPassword() {
        return proxyAuthPassword;
    }

    public void setProxyAuthPassword(String proxyAuthPassword) {
        this.proxyAuthPassword = proxyAuthPassword;
    }

    public String getProxyAuthUsername() {
        return proxyAuthUsername;
    }

    public void setProxyAuthUsername(String proxyAuthUsername) {
        this.proxyAuthUsername = proxyAuthUsername;
    }

    public String getProxyHost() {
        return proxyHost;
    }

    public void setProxyHost(String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public Integer getProxyPort() {
        return proxyPort;
    }

    public void setProxyPort(Integer proxyPort) {
        this.proxyPort = proxyPort;
    }

    public String getQuietHours() {
        return quietHours;
    }

    public void setQuietHours(String quietHours) {
        this.quietHours = quietHours;
    }

    public String getRateLimiter() {
        return rateLimiter;
    }

    public void setRateLimiter(String rateLimiter) {
        this.rateLimiter = rateLimiter;
    }

    public Duration getRequestTimeout() {
        return requestTimeout;
    }

    public void setRequestTimeout(Duration requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public Double getRequestsPerSecond() {
        return requestsPerSecond;
    }

    public void setRequestsPerSecond(Double requestsPerSecond) {
        this.requestsPerSecond = requestsPerSecond;
    }

    public Duration getResponseTimeout() {
        return responseTimeout;
    }

    public void setResponseTimeout(Duration responseTimeout) {
        this.responseTimeout = responseTimeout;
    }

    public Duration getRetention() {
        return retention;
    }

    public void setRetention(Duration retention) {
        this.retention = retention;
    }

    public String getRun() {
        return run;
    }

    public void setRun(String run) {
        this.run = run;
    }

    public Duration getRunLease() {
        return runLease;
    }

    public void setRunLease(Duration runLease) {
        this.runLease = runLease;
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

    public String getSessionIdColumn() {
        return sessionIdColumn;
    }

    public void setSessionIdColumn(String sessionIdColumn) {
        this.sessionIdColumn = sessionIdColumn;
    }

    public SessionIdMode getSessionIds() {
        return sessionIds;
    }

    public void setSessionIds(SessionIdMode sessionIds) {
        this.sessionIds = sessionIds;
    }

    public String getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(String sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public String getSuppressionList() {
        return suppressionList;
    }

    public void setSuppressionList(String suppressionList) {
        this.suppressionList = suppressionList;
    }

    public Boolean getSynchronous() {
        return synchronous;
    }

    public void setSynchronous(Boolean synchronous) {
        this.synchronous = synchronous;
    }

    public String getTemplate() {
        return template;
    }

    public void setTemplate(String template) {
        this.template = template;
    }

    public String getTimeZone() {
        return timeZone;
    }

    public void setTimeZone(String timeZone) {
        this.timeZone = timeZone;
    }

    public UseCaseCode getUcid() {
        return ucid;
    }

    public void setUcid(UseCaseCode ucid) {
        this.ucid = ucid;
    }

    public UnknownOutcome getUnknownOutcome() {
        return unknownOutcome;
    }

    public void setUnknownOutcome(UnknownOutcome unknownOutcome) {
        this.unknownOutcome = unknownOutcome;
    }

    public Boolean getUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    public void setUseGlobalSslContextParameters(Boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }

    public String getWorkerPool() {
        return workerPool;
    }

    public void setWorkerPool(String workerPool) {
        this.workerPool = workerPool;
    }
}
