package s3

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"syscall"

	"github.com/minio/minio-go/v7"
)

// errSilent says that a server took a request, or a connection, and said nothing.
var errSilent = errors.New("no answer in time")

// noAnswer is why a store gave no answer that says whether something was done, in words for people. The cause stays below it.
type noAnswer struct {
	host  string
	cause error
}

// Unwrap returns what the network or the server said.
func (s *noAnswer) Unwrap() error { return s.cause }

// Error names the cause and what to look at.
func (s *noAnswer) Error() string {
	if r := minio.ToErrorResponse(s.cause); r.StatusCode != 0 {
		return fmt.Sprintf("%s answers %d %s", s.host, r.StatusCode, r.Code)
	}
	if errors.As(s.cause, new(minio.ErrorResponse)) {
		return fmt.Sprintf("what %s answers is not what a server of buckets answers. Look at the network, and at the endpoint in the setting archive", s.host)
	}
	var certificate *tls.CertificateVerificationError
	var name *net.DNSError
	var timeout interface{ Timeout() bool }
	switch {
	case errors.As(s.cause, &certificate):
		return fmt.Sprintf("the certificate of %s is not trusted (%v). Look at the endpoint in the setting archive", s.host, certificate.Err)
	case errors.As(s.cause, &name):
		return fmt.Sprintf("the name %s is not known. Look at the network, and at the endpoint in the setting archive", name.Name)
	case errors.Is(s.cause, http.ErrSchemeMismatch):
		return fmt.Sprintf("%s does not speak https. Look at the endpoint in the setting archive", s.host)
	case errors.Is(s.cause, syscall.ECONNREFUSED):
		return fmt.Sprintf("nothing listens at %s. Look whether the server runs, and at the endpoint in the setting archive", s.host)
	case errors.Is(s.cause, syscall.ENETUNREACH), errors.Is(s.cause, syscall.EHOSTUNREACH):
		return fmt.Sprintf("there is no way to %s. Look at the network", s.host)
	case errors.Is(s.cause, io.EOF), errors.Is(s.cause, io.ErrUnexpectedEOF), errors.Is(s.cause, syscall.ECONNRESET), errors.Is(s.cause, syscall.EPIPE),
		strings.Contains(s.cause.Error(), "Connection closed by foreign host"): // the library's words for an end without an answer
		return fmt.Sprintf("the connection with %s was cut", s.host)
	case errors.Is(s.cause, errSilent), errors.Is(s.cause, os.ErrDeadlineExceeded), errors.As(s.cause, &timeout) && timeout.Timeout():
		return fmt.Sprintf("%s did not answer in time. Look at the network", s.host)
	}
	var of *url.Error
	if errors.As(s.cause, &of) {
		return of.Err.Error() // without the address of the request
	}
	return s.cause.Error()
}
