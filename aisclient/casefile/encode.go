package casefile

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"
)

// saltBytes is the length of a body's salt. Without it somebody could guess a short body from its hash.
const saltBytes = 32

// canonical writes a value as JSON in one form: keys sorted, no spaces, no escapes but those that JSON needs.
func canonical(v any) ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	var tree any
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	if err := d.Decode(&tree); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out) // it sorts the keys of maps
	e.SetEscapeHTML(false)
	if err := e.Encode(tree); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}

func sum(parts ...[]byte) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write(p)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// newBody is the object of a body: its salt in hex on a line, then canonical JSON. It returns the body's hash, too.
func newBody(a Act) (object []byte, hash string, err error) {
	salt := make([]byte, saltBytes)
	_, _ = rand.Read(salt) // it never fails
	return salted(salt, a)
}

func salted(salt []byte, a Act) (object []byte, hash string, err error) {
	b, err := canonical(a)
	if err != nil {
		return nil, "", err
	}
	return joinBody(salt, b), sum(salt, b), nil
}

// sameSalt is a body as newBody makes it, with the salt of another one: done again it is the same.
func sameSalt(other []byte, a Act) (object []byte, hash string, err error) {
	line, _, _ := bytes.Cut(other, []byte("\n"))
	salt, err := hex.DecodeString(string(line))
	if err != nil {
		return nil, "", errForm
	}
	return salted(salt, a)
}

func joinBody(salt, b []byte) []byte { return fmt.Appendf(nil, "%x\n%s", salt, b) }

var errForm = errors.New("it is not of the form in which this program writes")

// readBody reads the object of a body, checks it against the hash in its header, and returns the act.
func readBody(k Kind, object []byte, hash string) (Act, error) {
	line, b, ok := bytes.Cut(object, []byte("\n"))
	salt, err := hex.DecodeString(string(line))
	if !ok || err != nil || !bytes.Equal(joinBody(salt, b), object) {
		return nil, errForm
	}
	if sum(salt, b) != hash {
		return nil, errors.New("it is another than the one that was written")
	}
	return decodeAct(k, b)
}

// decodeAct reads a body of a known kind; nil and no error for an unknown one.
func decodeAct(k Kind, b []byte) (Act, error) {
	read, ok := acts[k]
	if !ok {
		return nil, nil
	}
	return read(b)
}

// acts reads the bodies of each kind.
var acts = map[Kind]func([]byte) (Act, error){
	KindLabel: decode[Label], KindPerson: decode[Person], KindOwnerID: decode[OwnerID], KindImport: decode[Import], KindFile: decode[File], KindClaims: decode[Claims],
	KindInclude: decode[Include], KindExclude: decode[Exclude], KindRelabel: decode[Relabel], KindNote: decode[Note], KindTag: decode[Tag],
	KindUntag: decode[Untag], KindStatus: decode[Status], KindDecision: decode[Decision], KindUndo: decode[Undo], KindReport: decode[Report],
	KindExpiry: decode[Expiry], KindAggregated: decode[Aggregated], KindFailed: decode[Failed], KindErased: decode[Erased],
}

func decode[T Act](b []byte) (Act, error) {
	var a T
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields() // a newer program's, which this one would not heed
	if err := d.Decode(&a); err != nil {
		return nil, err
	}
	return a, nil
}

// asStored is an act as it is read back: what is folded by its author is what others fold.
func asStored(a Act) (Act, error) {
	b, err := canonical(a)
	if err != nil {
		return nil, err
	}
	return decodeAct(a.Kind(), b)
}

// object is what an event is stored as: the header, its hash, and the signature if it is signed.
func (h *Header) object(signature []byte) ([]byte, error) {
	b, err := canonical(h)
	if err != nil {
		return nil, err
	}
	return fmt.Appendf(nil, "%s\n%s\n%s", b, sum(b), signature), nil
}

// parseObject takes an event's object apart. newer says that a newer program wrote it: its fields are not all known.
func parseObject(object []byte) (h Header, header, signature []byte, newer bool, err error) {
	header, rest, ok := bytes.Cut(object, []byte("\n"))
	hash, signature, ok2 := bytes.Cut(rest, []byte("\n"))
	if !ok || !ok2 || string(hash) != sum(header) {
		return h, header, nil, false, errors.New("its bytes are not those that were written")
	}
	if err := json.Unmarshal(header, &h); err != nil {
		return h, header, signature, false, errForm
	}
	if h.Version > eventVersion {
		return h, header, signature, true, nil
	}
	if again, err := canonical(h); err != nil || !bytes.Equal(again, header) {
		return h, header, signature, false, errForm
	}
	return h, header, signature, false, nil
}

// Names of the objects of a case.
const (
	eventSuffix = ".event"
	bodySuffix  = ".body"
)

// EventObject is the name of the object in which an event of a case lies.
func EventObject(id string, seq int64) string { return folder + "/" + id + "/" + eventName(seq) }

// EventNumber is the number of the event that lies in an object of a case, by its name; 0 where it holds none.
func EventNumber(object string) int64 {
	name := path.Base(object)
	number, isEvent := strings.CutSuffix(name, eventSuffix)
	if seq, err := strconv.ParseInt(number, 10, 64); isEvent && err == nil && eventName(seq) == name {
		return seq
	}
	return 0
}

func eventName(seq int64) string  { return fmt.Sprintf("%08d%s", seq, eventSuffix) }
func bodyName(hash string) string { return hash + bodySuffix }
