package aisclient

import (
	"errors"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"
)

// wide writes text in UTF-16 of either byte order.
func wide(text string, bigEndian bool) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(text)) {
		lo, hi := byte(u), byte(u>>8)
		if bigEndian {
			lo, hi = hi, lo
		}
		b.WriteByte(lo)
		b.WriteByte(hi)
	}
	return b.String()
}

func TestOtherFilesAreNamedWithTheWayOut(t *testing.T) {
	const doc = `<?xml version="1.0"?><reply/>`
	for _, tt := range []struct{ content, what, do string }{
		{wide("\ufeff"+doc, false), "UTF-16", "save it as UTF-8"}, {wide("\ufeff"+doc, true), "UTF-16", "save it as UTF-8"},
		{wide(doc, false), "UTF-16", "save it as UTF-8"}, {wide(doc, true), "UTF-16", "save it as UTF-8"},
		{"\xff\xfe\x00\x00<\x00\x00\x00", "UTF-32", "save it as UTF-8"}, {"\x1f\x8b\x08", "gzip", "gunzip it"}, {"PK\x03\x04\x14", "zip", "unzip"},
		{"\x28\xb5\x2f\xfd\x04", "zstd", "unzstd it"}, {"%PDF-1.7\n", "PDF", "save the provider's reply"}, {`{"reply":{}}`, "JSON", "save the provider's reply"},
		{`[1]`, "JSON", "save the provider's reply"}, {"age-encryption.org/v1\n", "age", "decrypt it"},
	} {
		for _, r := range []func(string) error{
			func(s string) error { _, err := Decode(t.Context(), strings.NewReader(s), DecodeOptions{}); return err },
			func(s string) error {
				_, err := Decode(t.Context(), iotest.OneByteReader(strings.NewReader(s)), DecodeOptions{})
				return err
			},
		} {
			err := r(tt.content)
			if !errors.Is(err, ErrNotReply) || !strings.Contains(err.Error(), tt.what) || !strings.Contains(err.Error(), tt.do) {
				t.Errorf("%q: %v", tt.content, err)
			}
		}
	}
}

func TestADeclaredEncodingIsTakenAtItsWord(t *testing.T) {
	for declared, want := range map[string]string{
		"iso-8859-2": "save it as UTF-8", "windows-1250": "save it as UTF-8", "UTF-16": "which it is not", "ucs-2": "which it is not",
	} {
		_, err := Decode(t.Context(), strings.NewReader(`<?xml version="1.0" encoding="`+declared+`"?><reply/>`), DecodeOptions{})
		if err == nil || !strings.Contains(err.Error(), declared) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", declared, err)
		}
	}
}
