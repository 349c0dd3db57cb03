package doctorcmd

import (
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"strings"
	"testing"
)

// What is to be done about a certificate hangs on why it is not accepted; who issued it is always said.
func TestCertificatesAreNamedByTheirFault(t *testing.T) {
	c := &x509.Certificate{Issuer: pkix.Name{CommonName: "Inspection CA"}, DNSNames: []string{"api.example"}}
	for _, x := range []struct {
		err        error
		what, next string
	}{
		{x509.UnknownAuthorityError{Cert: c}, "unknown authority", "a proxy that opens TLS, or install"},
		{x509.CertificateInvalidError{Cert: c, Reason: x509.Expired}, "expired", "clock"},
		{x509.CertificateInvalidError{Cert: c, Reason: x509.NotAuthorizedToSign}, "not authorized", "a proxy that opens TLS, or install"},
		{x509.HostnameError{Certificate: c, Host: "other.example"}, "other.example", "api_url"},
	} {
		got := certificate(&tls.CertificateVerificationError{UnverifiedCertificates: []*x509.Certificate{c}, Err: x.err})
		if got.Name != "TLS" || got.Level != levelFailure || !strings.Contains(got.What.String(), x.what) || !strings.HasSuffix(got.What.String(), "; CN=Inspection CA issued it") || !strings.Contains(got.Next.String(), x.next) {
			t.Errorf("%v: %+v", x.err, got)
		}
	}
}
