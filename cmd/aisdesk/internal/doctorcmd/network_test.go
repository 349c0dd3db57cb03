package doctorcmd

import (
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"strings"
	"testing"
	"time"
)

// What is to be done about a certificate hangs on why it is not accepted; who issued it is always said.
func TestCertificatesAreNamedByTheirFault(t *testing.T) {
	c := &x509.Certificate{Issuer: pkix.Name{CommonName: "Inspection CA"}, DNSNames: []string{"api.example"}}
	later := &x509.Certificate{NotBefore: time.Date(2126, 3, 1, 12, 0, 0, 0, time.UTC), NotAfter: time.Date(2127, 3, 1, 12, 0, 0, 0, time.UTC)}
	for _, x := range []struct {
		err        error
		what, next string
	}{
		{x509.UnknownAuthorityError{Cert: c}, "unknown authority", "a proxy that opens TLS, or install"},
		{x509.CertificateInvalidError{Cert: c, Reason: x509.Expired}, "expired", "clock; if it is right, the server's certificate has run out"},
		{x509.CertificateInvalidError{Cert: later, Reason: x509.Expired}, "expired", "clock; if it is right, the server's certificate is not valid before 2126-03-01 12:00 UTC"},
		{x509.CertificateInvalidError{Cert: c, Reason: x509.NotAuthorizedToSign}, "not authorized", "a proxy that opens TLS, or install"},
		{x509.HostnameError{Certificate: c, Host: "other.example"}, "other.example", "api_url"},
	} {
		got := certificate(&tls.CertificateVerificationError{UnverifiedCertificates: []*x509.Certificate{c}, Err: x.err})
		if got.Name != "TLS" || got.Level != levelFailure || !strings.Contains(got.What.String(), x.what) || !strings.HasSuffix(got.What.String(), "; CN=Inspection CA issued it") || !strings.Contains(got.Next.String(), x.next) {
			t.Errorf("%v: %+v", x.err, got)
		}
	}
}
