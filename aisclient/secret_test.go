package aisclient

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"text/template"

	"aisdesk/aisclient/text"
)

func TestSecretsCannotBePrinted(t *testing.T) {
	const sentinel = "5e2c1a7f"
	s := Session{Target: "KontoBank", ID: "1", Signature: NewSecret(sentinel), OfficialName: text.Clean("x"), MultipleAccessID: NewSecret(sentinel)}
	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T", "%p", "%t", "%20s", "%w"} {
		fmt.Fprintf(&out, verb, s)
		fmt.Fprintf(&out, verb, &s)
		fmt.Fprintf(&out, verb, s.Signature)
		fmt.Fprintf(&out, verb, &s.Signature)
		fmt.Fprintf(&out, verb, []Secret{s.Signature})
		fmt.Fprintf(&out, verb, map[Secret]Secret{s.Signature: s.Signature})
	}
	fmt.Fprint(&out, s, s.Signature.String(), s.Signature.GoString(), errors.New(fmt.Sprint(s.Signature)))
	for _, v := range []any{s, &s, s.Signature, map[string]any{"k": s.Signature}, []Secret{s.Signature}} {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		out.Write(b)
	}
	b, _ := xml.Marshal(s)
	out.Write(b)
	for _, h := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		slog.New(h).Info("session", "session", s, "pointer", &s, "secret", s.Signature, slog.Any("list", []Secret{s.Signature}))
	}
	if err := template.Must(template.New("").Parse("{{.}} {{.Signature}}")).Execute(&out, s); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); strings.Contains(got, sentinel) || strings.Contains(strings.ToLower(got), fmt.Sprintf("%x", sentinel)) {
		t.Errorf("a secret is printed:\n%s", got)
	}
	if s.Signature.Reveal() != sentinel || s.Signature.Empty() || !(Secret{}).Empty() || !NewSecret("").Empty() || (Secret{}).Reveal() != "" {
		t.Error("Reveal does not give the value")
	}
	if NewSecret(sentinel) != s.Signature || NewSecret("other") == s.Signature {
		t.Error("secrets do not compare by value")
	}
}

func TestSessionsAreValidated(t *testing.T) {
	good := Session{Target: "KontoBankApi_cz-1", ID: "455164974", Signature: NewSecret(strings.Repeat("0aF", 21))}
	if err := good.Validate(); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*Session){
		"no id":               func(s *Session) { s.ID = "" },
		"id of letters":       func(s *Session) { s.ID = "12a" },
		"id too long":         func(s *Session) { s.ID = strings.Repeat("1", 21) },
		"id with a path":      func(s *Session) { s.ID = "1/../2" },
		"no signature":        func(s *Session) { s.Signature = Secret{} },
		"signature no hex":    func(s *Session) { s.Signature = NewSecret("xyz") },
		"signature too long":  func(s *Session) { s.Signature = NewSecret(strings.Repeat("a", 257)) },
		"target with a space": func(s *Session) { s.Target = "Konto Bank" },
		"target too long":     func(s *Session) { s.Target = strings.Repeat("a", 65) },
		"target with escapes": func(s *Session) { s.Target = "\x1b[31m" },
	} {
		s := good
		change(&s)
		err := s.Validate()
		if !errors.Is(err, ErrInvalidSession) {
			t.Errorf("%s: %v", name, err)
		} else if v := s.Signature.Reveal(); v != "" && strings.Contains(err.Error(), v) {
			t.Errorf("%s: the error shows the signature", name)
		}
	}
}
