package bank

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"
)

//go:embed customers/*.toml
var builtin embed.FS

// Builtin are the sandbox's own customers: the provider's published test logins and a set of
// invented ones. The caller owns the slice.
func Builtin() []CustomerSpec {
	var all []CustomerSpec
	files, _ := builtin.ReadDir("customers")
	for _, f := range files {
		data, _ := builtin.ReadFile("customers/" + f.Name())
		specs, err := Parse(f.Name(), data)
		if err != nil { // a test parses every embedded file
			panic(err)
		}
		all = append(all, specs...)
	}
	return all
}

// Load reads a customers file, JSON if its name ends so, else TOML. Every mistake is reported
// at once, as FieldErrors joined.
func Load(path string) ([]CustomerSpec, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return Parse(path, data)
}

// Parse is Load for data at hand; name is used for its ending and in errors.
func Parse(name string, data []byte) ([]CustomerSpec, error) {
	var spec Spec
	var err error
	locate := tomlLines(data)
	if strings.EqualFold(filepath.Ext(name), ".json") {
		locate = jsonLines(data)
		err = decodeJSON(data, &spec, locate)
	} else {
		err = decodeTOML(data, &spec, locate)
	}
	if err == nil {
		err = validate(spec.Customers, locate)
	}
	if err == nil && len(spec.Customers) == 0 {
		err = &FieldError{What: "the file holds no customer"}
	}
	if err != nil {
		return nil, named(err, name)
	}
	return spec.Customers, nil
}

// FieldError is one mistake in a customers file. Line is 0 when it is not known (customers
// made by a program).
type FieldError struct {
	File  string
	Line  int
	Field string // customer[2].account[0].balance, indices from 0
	What  string
}

func (e *FieldError) Error() string {
	var b strings.Builder
	if e.File != "" {
		fmt.Fprintf(&b, "%s:", e.File)
	}
	if e.Line > 0 {
		fmt.Fprintf(&b, "%d:", e.Line)
	}
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	if e.Field != "" {
		fmt.Fprintf(&b, "%s: ", e.Field)
	}
	b.WriteString(e.What)
	return b.String()
}

// named puts the file's name into every FieldError of a joined error.
func named(err error, file string) error {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, one := range many.Unwrap() {
			named(one, file)
		}
		return err
	}
	if fe, ok := errors.AsType[*FieldError](err); ok {
		fe.File = file
		return err
	}
	return fmt.Errorf("%s: %w", file, err)
}

func decodeTOML(data []byte, spec *Spec, locate lines) error {
	md, err := toml.NewDecoder(bytes.NewReader(data)).Decode(spec)
	if pe, ok := errors.AsType[toml.ParseError](err); ok {
		return &FieldError{Line: pe.Position.Line, Field: pe.LastKey, What: pe.Message}
	}
	if err != nil {
		return typeError(err)
	}
	var problems []error
	for _, key := range md.Undecoded() {
		last := key[len(key)-1]
		problems = append(problems, &FieldError{Line: locate.key(last), Field: key.String(), What: "this field is not known"})
	}
	return errors.Join(problems...)
}

// typeError takes the place out of the decoder's message; it has no error type for it.
func typeError(err error) error {
	if m := typeMessage.FindStringSubmatch(err.Error()); m != nil {
		line, _ := strconv.Atoi(m[1])
		return &FieldError{Line: line, Field: m[2], What: m[3]}
	}
	return &FieldError{What: err.Error()}
}

var typeMessage = regexp.MustCompile(`^toml: line (\d+) \(last key "(.*)"\): (.*)$`)

func decodeJSON(data []byte, spec *Spec, locate lines) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	err := dec.Decode(spec)
	if err == nil {
		if _, more := dec.Token(); more == nil {
			return &FieldError{Line: lineAt(data, dec.InputOffset()), What: "text after the end of the document"}
		}
		return nil
	}
	if se, ok := errors.AsType[*json.SyntaxError](err); ok {
		return &FieldError{Line: lineAt(data, se.Offset), What: se.Error()}
	}
	if te, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return &FieldError{Line: lineAt(data, te.Offset), Field: te.Field, What: "a JSON " + te.Value + " does not fit here"}
	}
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		name = strings.Trim(name, `"`)
		return &FieldError{Line: locate.key(name), Field: name, What: "this field is not known"}
	}
	return &FieldError{Line: lineAt(data, dec.InputOffset()), What: err.Error()}
}

func lineAt(data []byte, offset int64) int {
	return 1 + bytes.Count(data[:min(max(offset, 0), int64(len(data)))], []byte("\n"))
}
