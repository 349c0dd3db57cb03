package verify

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
)

// kept is a list of claims as it lies beside an import.
type kept struct {
	Version int         `json:"version"`
	Claims  []keptClaim `json:"claims"`
}

type keptClaim struct {
	Kind Kind   `json:"kind"`
	Text string `json:"text"`
}

const (
	keptVersion = 1
	mostClaims  = 200
)

// ErrKept says that kept claims cannot be read.
var ErrKept = errors.New("the kept claims cannot be read")

// Marshal writes claims to be kept beside an import. The error is that of encoding/json.
func Marshal(claims []Claim) ([]byte, error) {
	k := kept{Version: keptVersion, Claims: make([]keptClaim, len(claims))}
	for i, c := range claims {
		k.Claims[i] = keptClaim{c.Kind(), c.Text()}
	}
	return json.Marshal(k)
}

// Unmarshal reads what Marshal wrote: all of it or an error, for a verdict over half the claims is another verdict.
func Unmarshal(b []byte) ([]Claim, error) {
	var k kept
	if err := json.Unmarshal(b, &k); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKept, err)
	}
	if k.Version != keptVersion || len(k.Claims) > mostClaims {
		return nil, fmt.Errorf("%w: version %d with %d claims; a newer aisdesk may have written them", ErrKept, k.Version, len(k.Claims))
	}
	claims := make([]Claim, len(k.Claims))
	for i, c := range k.Claims {
		var err error
		if claims[i], err = Parse(c.Kind, keptText(c.Kind, c.Text)); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrKept, err)
		}
	}
	return claims, nil
}

// threeDecimals begins the text of an amount as versions before 2026-12 kept it.
var threeDecimals = regexp.MustCompile(`^(-?[0-9]+\.[0-9]{3}) `)

// keptText is a kept text as it is written now. What was kept was written by a program, so that three decimals are no thousands.
func keptText(k Kind, s string) string {
	if !k.OfMoney() {
		return s
	}
	return threeDecimals.ReplaceAllString(s, "${1}0 ")
}
