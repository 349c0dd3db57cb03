package api

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"net/http"
	"sync"
)

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
