package sandbox

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"aisdesk/localserver/sandbox/bank"
)

// The Analytical Services work on everything that is kept of an owner. Their numbers, and the names of their members
// where nothing is published, are the sandbox's own.

// accounts gathers an owner's accounts over all banks and uploads.
func (c *call) accounts(h *holding) []bank.Account {
	var all []bank.Account
	for _, cmd := range h.newest() {
		all = append(all, c.statement(cmd, c.effects).customer.Accounts...)
	}
	for _, u := range h.uploads {
		all = append(all, u.customer.Accounts...)
	}
	return all
}

// scores rates an owner; too little data is an error of its own.
func scores(c *call) answer {
	h, r := c.hold()
	if r != nil {
		return answer{refusal: r}
	}
	s, ok := bank.Score(today(c.now), c.accounts(h))
	if !ok {
		r := exceptionNamed("NoDataToCalculateScore").refusal()
		return answer{owner: h.owner.id, refusal: r}
	}
	value := func(x *xmlWriter, name, text string) {
		x.open(name)
		x.leaf("value", text)
		x.close(name)
	}
	number := func(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }
	return answer{owner: h.owner.id, schema: "get_owner_scores.xsd", xml: func(x *xmlWriter) {
		x.open("models")
		x.open("model", attr{"id", scoreModel}, attr{"retrainedAt", scoreTrained})
		x.open("scores")
		value(x, "score", number(s.Value))
		value(x, "scorePercentile", number(s.Percentile))
		value(x, "scoreTier", s.Tier)
		x.close("scores")
		x.close("model")
		x.close("models")
	}}
}

// summary makes the four data summaries: per account or per currency, with months or without.
func summary(perAccount, monthly bool) func(*call) answer {
	return func(c *call) answer {
		var in struct {
			Start, End string
			Categories []string
		}
		if err := json.Unmarshal(c.body, &in); err != nil {
			return answer{refusal: refuse("InvalidParameter", "Body is not a JSON object with ownerExternalId, start, end and categories.")}
		}
		start, err := bank.ParseDay(in.Start)
		if err != nil {
			return answer{refusal: refuse("InvalidParameter", "start: "+err.Error())}
		}
		end, err := bank.ParseDay(in.End)
		if err != nil {
			return answer{refusal: refuse("InvalidParameter", "end: "+err.Error())}
		}
		h, r := c.hold()
		if r != nil {
			return answer{refusal: r}
		}
		work := bank.SummariseOwner
		if perAccount {
			work = bank.SummariseAccounts
		}
		content, err := work(c.accounts(h), bank.SummaryRequest{Start: start, End: end, Categories: in.Categories, Monthly: monthly})
		if err != nil {
			return answer{refusal: refuse("InvalidParameter", err.Error())}
		}
		return answer{json: map[string]any{"content": content}}
	}
}

// profiles lists what the owner's data show him to be.
func profiles(c *call) answer {
	h, r := c.hold()
	if r != nil {
		return answer{refusal: r}
	}
	return answer{json: map[string]any{"ownerExternalId": h.owner.id, "profiles": bank.Profiles(today(c.now), c.accounts(h))}}
}

// income confirms what came in, signed if the caller asks for it.
func income(c *call) answer {
	want := c.r.Header.Get("Accept-Signature")
	if want != "" && !strings.EqualFold(want, "SHA256withRSA") {
		return answer{refusal: refuse("InvalidParameter", "Accept-Signature is not SHA256withRSA.")}
	}
	h, r := c.hold()
	if r != nil {
		return answer{refusal: r}
	}
	a := answer{json: map[string]any{"ownerExternalId": h.owner.id, "content": bank.ConfirmIncome(today(c.now), c.accounts(h))}}
	if want != "" {
		a.sign = c.signer.sign
	}
	return a
}

// signer holds the key for signed replies; it is made when first needed and lives as long as the sandbox.
type signer struct {
	once sync.Once
	key  *rsa.PrivateKey
	err  error
}

func (s *signer) ready() (*rsa.PrivateKey, error) {
	s.once.Do(func() { s.key, s.err = rsa.GenerateKey(rand.Reader, 2048) })
	return s.key, s.err
}

// sign adds the signature of the body. The header's name is assumed; the public key is at /control/api/signing-key.
func (s *signer) sign(h http.Header, body []byte) {
	key, err := s.ready()
	if err != nil {
		return
	}
	sum := sha256.Sum256(body)
	if sig, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:]); err == nil {
		h.Set("Signature-Algorithm", "SHA256withRSA")
		h.Set("Signature", base64.StdEncoding.EncodeToString(sig))
	}
}

// public is the key in PEM.
func (s *signer) public() (string, error) {
	key, err := s.ready()
	if err != nil {
		return "", err
	}
	der, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	return string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})), err
}
