package doctorcmd

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"regexp"
	"strings"
	"time"

	"aisdesk/aisclient"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
)

// network asks the API for its catalog, and looks at how it answers.
func (prog commands) network(ctx context.Context, c *config.Config) []check {
	if c.OwnSandbox() {
		return []check{ok("API", "the program's own sandbox is started when it is needed")}
	}
	a := prog.Silent().AppOf(c, cli.SandboxFlags{})
	defer a.Close()
	banks, err := a.Banks(ctx, "all", true)
	if err == nil && banks.Stale != nil {
		err = banks.Stale
	}
	if err != nil {
		return append([]check{prog.connection(err)}, clock(a.Exchanges())...)
	}
	all := []check{ok("API", "%s answers, the key is accepted; %d banks", c.APIURL, len(banks.Banks))}
	all = append(all, clientOfKey(c, a.Exchanges())...)
	return append(all, clock(a.Exchanges())...)
}

// connection says at which step the way to the API ends.
func (prog commands) connection(err error) check {
	name, proxy := prog.proxy()
	if op, is := errors.AsType[*net.OpError](err); is && op.Op == "proxyconnect" {
		return fail("proxy", "the proxy "+proxy+" ("+name+") does not answer: "+op.Err.Error(), "correct "+name+", or unset it")
	}
	if refusal, is := errors.AsType[*aisclient.ProxyError](err); is {
		next := "ask who keeps it to let requests to the API through, or unset " + name
		if strings.HasPrefix(refusal.Status, "407") {
			next = "put its user and password into " + name + ": http://user:password@" + proxy
		}
		return fail("proxy", "the proxy "+proxy+" ("+name+") refuses: "+refusal.Status, next)
	}
	if cert, is := errors.AsType[*tls.CertificateVerificationError](err); is {
		return certificate(cert)
	}
	if dns, is := errors.AsType[*net.DNSError](err); is {
		return fail("connection", "the name "+dns.Name+" is not found", "check the network and api_url")
	}
	e, is := errors.AsType[*aisclient.Error](err)
	switch {
	case !is:
		return fail("connection", err.Error(), "check the network")
	case e.Kind == aisclient.KindAuth:
		return fail("API key", "the API refuses the key or this machine's IP address: "+e.Cause(), "in the provider's portal compare the key, and enable the IP address of this machine; a key is of one environment")
	case e.Kind == aisclient.KindDecode:
		return fail("connection", "what answers is not the provider: "+e.Cause(), "sign in at the network's own page, or leave the proxy out")
	case e.Kind == aisclient.KindMaintenance:
		return warn("API", "the provider is under maintenance: "+e.Cause(), e.Next)
	}
	next := e.Next
	if proxy != "" {
		next = strings.TrimSuffix(next, ".") + "; or the proxy " + proxy + " (" + name + ") lets nothing through"
	}
	return fail("connection", e.Cause(), next)
}

// certificate says why a certificate is not accepted, and who issued it: a proxy that opens TLS names itself there.
func certificate(e *tls.CertificateVerificationError) check {
	why := e.Err.Error()
	host, misnamed := errors.AsType[x509.HostnameError](e.Err)
	if misnamed {
		why = "it is not for " + host.Host
	}
	what, next := "the certificate of the API is not accepted: "+why, "look for a proxy that opens TLS, or install its authority's certificate"
	if len(e.UnverifiedCertificates) > 0 {
		what += "; " + e.UnverifiedCertificates[0].Issuer.String() + " issued it"
	}
	if invalid, is := errors.AsType[x509.CertificateInvalidError](e.Err); is && invalid.Reason == x509.Expired {
		next = "correct this machine's clock; if it is right, the server's certificate has run out"
		if begins := invalid.Cert.NotBefore; begins.After(time.Now()) {
			next = "correct this machine's clock; if it is right, the server's certificate is not valid before " + begins.UTC().Format("2006-01-02 15:04 MST")
		}
	}
	if misnamed {
		next = "correct api_url, or look for a proxy that opens TLS"
	}
	return fail("TLS", what, next)
}

// greatestSkew is how far clocks may differ before sessions and signatures go wrong.
const greatestSkew = 5 * time.Minute

// belonging finds the client id of the key in a reply.
var belonging = regexp.MustCompile(`<reply[^>]* user="([^"]+)"`)

// clientOfKey compares the client id of the settings with the one that the key belongs to, which the replies name.
func clientOfKey(c *config.Config, all []aisclient.Exchange) []check {
	for i := len(all) - 1; i >= 0; i-- {
		if m := belonging.FindSubmatch(all[i].ResponseBody); m != nil && string(m[1]) != c.Client {
			return []check{fail("client", "the key belongs to the client "+string(m[1])+", and the settings name "+c.Client, "set AISDESK_CLIENT, or client in the settings, to the client id of this key")}
		}
	}
	return nil
}

var stamped = regexp.MustCompile(`responseTimestamp="([^"]+)"`)

// clock compares this machine's clock with that of the last answer; nothing where none told the time.
func clock(all []aisclient.Exchange) []check {
	for i := len(all) - 1; i >= 0; i-- {
		e := all[i]
		m := stamped.FindSubmatch(e.ResponseBody)
		if m == nil {
			continue
		}
		theirs, err := time.Parse(time.RFC3339, string(m[1]))
		if err != nil {
			continue
		}
		skew := e.Started.Add(e.Duration).Sub(theirs)
		if skew.Abs() > greatestSkew {
			return []check{fail("clock", fmt.Sprintf("this machine's clock and the provider's differ by %v", skew.Abs().Round(time.Second)), "set the clock by the network's time")}
		}
		return []check{ok("clock", "agrees with the provider's, within %v", max(time.Second, skew.Abs().Round(time.Second)))}
	}
	return nil
}
