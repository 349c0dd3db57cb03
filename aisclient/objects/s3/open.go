package s3

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/minio/minio-go/v7/pkg/s3utils"

	"aisdesk/aisclient/objects"
)

// awsHost is where buckets are for which no endpoint is named.
const awsHost = "https://s3.amazonaws.com"

// silence is how long a server that got the whole request may say nothing.
const silence = 10 * time.Second

// firstPause is before the second attempt.
const firstPause = 50 * time.Millisecond

// Open makes a Bucket of an address; nothing is sent yet:
//
//	s3://BUCKET[/PREFIX][?region=R&endpoint=URL&use_path_style=true&request_checksum_calculation=when_required]
//
// The region is AWS_REGION where the address names none. An endpoint is another maker's server; http is for such on this
// machine or in one's own network. An address that holds credentials is refused.
// So is one without a bucket, with a parameter other than these, or with an endpoint that is no URL: the error names what is
// wrong with the address, and is of no documented kind.
//
// getenv reads the environment; nil is os.Getenv.
func Open(address *url.URL, getenv func(string) string) (*Bucket, error) {
	if getenv == nil {
		getenv = os.Getenv
	}
	b, o, endpoint, err := parse(address, getenv)
	if err != nil {
		return nil, fmt.Errorf("the address of the archive: %w", err)
	}
	client, err := minio.New(endpoint, o)
	if err != nil {
		return nil, fmt.Errorf("the address of the archive: %w", err)
	}
	b.core, b.host = minio.Core{Client: client}, endpoint
	return b, nil
}

// options are what an address may say.
var options = map[string]bool{"region": true, "endpoint": true, "use_path_style": true, "request_checksum_calculation": true}

func parse(address *url.URL, getenv func(string) string) (b *Bucket, o *minio.Options, host string, err error) {
	q := address.Query()
	for name := range q {
		if !options[name] {
			return nil, nil, "", fmt.Errorf("%.40q is none of region, endpoint, use_path_style and request_checksum_calculation", name)
		}
	}
	if address.User != nil {
		return nil, nil, "", errors.New("it holds credentials. They belong into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or into ~/.aws/credentials")
	}
	if address.Scheme != "s3" || address.Host == "" {
		return nil, nil, "", errors.New("it is of the form s3://BUCKET?region=REGION")
	}
	if err := s3utils.CheckValidBucketName(address.Host); err != nil {
		return nil, nil, "", fmt.Errorf("%.40q is no name of a bucket: %w", address.Host, err)
	}
	endpoint, err := url.Parse(first(q.Get("endpoint"), getenv("AWS_ENDPOINT_URL_S3"), getenv("AWS_ENDPOINT_URL"), awsHost))
	if err != nil || endpoint.Host == "" || endpoint.User != nil || endpoint.Scheme != "http" && endpoint.Scheme != "https" {
		return nil, nil, "", errors.New("its endpoint is a URL like https://HOST, without credentials")
	}
	b = &Bucket{bucket: address.Host, prefix: prefix(address.Path), address: address.Redacted(), pause: firstPause}
	transport, err := minio.DefaultTransport(endpoint.Scheme == "https")
	if err != nil {
		return nil, nil, "", err
	}
	transport.MaxIdleConnsPerHost = 32
	transport.ResponseHeaderTimeout = silence
	o = &minio.Options{
		Creds: chain(transport, getenv), Secure: endpoint.Scheme == "https", Transport: &dated{transport, b}, MaxRetries: 1,
		Region: first(q.Get("region"), getenv("AWS_REGION"), getenv("AWS_DEFAULT_REGION"), "us-east-1"),
	}
	if q.Get("use_path_style") == "true" {
		o.BucketLookup = minio.BucketLookupPath
	}
	return b, o, endpoint.Host, nil
}

// chain is where the AWS tools look for credentials, in their order.
func chain(transport http.RoundTripper, getenv func(string) string) *credentials.Credentials {
	return credentials.New(&required{credentials.Chain{Providers: []credentials.Provider{
		environment{getenv}, &credentials.FileAWSCredentials{}, &credentials.IAM{Client: &http.Client{Transport: transport, Timeout: 3 * time.Second}},
	}}})
}

// required is a chain that fails without credentials, in place of asking as nobody.
type required struct{ credentials.Chain }

// environment is credentials.EnvAWS for an environment that is not the process's.
type environment struct{ getenv func(string) string }

// Retrieve implements credentials.Provider.
func (e environment) Retrieve() (credentials.Value, error) { return e.RetrieveWithCredContext(nil) }

// RetrieveWithCredContext implements credentials.Provider.
func (e environment) RetrieveWithCredContext(*credentials.CredContext) (credentials.Value, error) {
	v := credentials.Value{AccessKeyID: first(e.getenv("AWS_ACCESS_KEY_ID"), e.getenv("AWS_ACCESS_KEY")),
		SecretAccessKey: first(e.getenv("AWS_SECRET_ACCESS_KEY"), e.getenv("AWS_SECRET_KEY")), SessionToken: e.getenv("AWS_SESSION_TOKEN"), SignerType: credentials.SignatureV4}
	if v.AccessKeyID == "" || v.SecretAccessKey == "" {
		return credentials.Value{SignerType: credentials.SignatureAnonymous}, nil
	}
	return v, nil
}

// IsExpired implements credentials.Provider.
func (environment) IsExpired() bool { return false }

// RetrieveWithCredContext implements credentials.Provider.
func (r *required) RetrieveWithCredContext(c *credentials.CredContext) (credentials.Value, error) {
	v, err := r.Chain.RetrieveWithCredContext(c)
	if err == nil && (v.AccessKeyID == "" || v.SecretAccessKey == "") {
		err = fmt.Errorf("%w: neither AWS_ACCESS_KEY_ID nor ~/.aws/credentials holds any", objects.ErrCredentials)
	}
	return v, err
}

func prefix(path string) string {
	p := strings.Trim(path, "/")
	if p == "" {
		return ""
	}
	return p + "/"
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// dateKey is of a context that holds a *string: the Date of the answer is put into it.
type dateKey struct{}

// dated notes what time a server says it is, and tells of one that does not answer.
type dated struct {
	http.RoundTripper
	bucket *Bucket
}

func (d *dated) RoundTrip(r *http.Request) (*http.Response, error) {
	defer d.bucket.watch()()
	resp, err := d.RoundTripper.RoundTrip(r)
	if date, ok := r.Context().Value(dateKey{}).(*string); ok && err == nil {
		*date = resp.Header.Get("Date")
	}
	if err != nil && r.Context().Err() == nil && errors.Is(err, context.DeadlineExceeded) {
		err = errSilent // of the transport's own limits, which must not look like the end of the caller's context
	}
	return resp, err
}
