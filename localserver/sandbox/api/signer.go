package api

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"math/big"
	"math/rand/v2"
	"net/http"
	"sync"

	"aisdesk/localserver/sandbox/state"
)

// signer holds the key for signed replies, which follows from the seed; it is made when first needed.
type signer struct {
	seed uint64
	once sync.Once
	key  *rsa.PrivateKey
	err  error
}

func (s *signer) ready() (*rsa.PrivateKey, error) {
	s.once.Do(func() { s.key, s.err = keyOf(s.seed) })
	return s.key, s.err
}

// keyOf makes the key of a seed. Package rsa makes keys of chance alone, by which no run could be repeated.
func keyOf(seed uint64) (*rsa.PrivateKey, error) {
	dice := state.Random(seed, "signing key")
	p, q := prime(dice), prime(dice)
	key := &rsa.PrivateKey{PublicKey: rsa.PublicKey{N: new(big.Int).Mul(p, q), E: exponent}, Primes: []*big.Int{p, q}}
	key.D = new(big.Int).ModInverse(big.NewInt(exponent), new(big.Int).Mul(below(p), below(q)))
	key.Precompute()
	return key, key.Validate()
}

// exponent is the public one of all keys.
const exponent = 65537

// prime is a prime of 1024 bits that goes with the exponent. The two highest bits are set, so that the product of two has 2048.
func prime(dice *rand.Rand) *big.Int {
	b := make([]byte, 128)
	for {
		for i := range b {
			b[i] = byte(dice.Uint32())
		}
		b[0] |= 0xc0
		b[len(b)-1] |= 1
		p := new(big.Int).SetBytes(b)
		if new(big.Int).Mod(below(p), big.NewInt(exponent)).Sign() != 0 && p.ProbablyPrime(20) {
			return p
		}
	}
}

func below(p *big.Int) *big.Int { return new(big.Int).Sub(p, big.NewInt(1)) }

// sign adds the signature of the body. The header's name is assumed; the public key is at /control/api/signing-key.
func (s *signer) sign(h http.Header, body []byte) {
	key, err := s.ready()
	if err != nil {
		return
	}
	sum := sha256.Sum256(body)
	if sig, err := rsa.SignPKCS1v15(nil, key, crypto.SHA256, sum[:]); err == nil {
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
