package lexicon

import (
	"reflect"
	"testing"

	"github.com/BurntSushi/toml"
)

// differsFromTheLibrary reports a difference between what was read and what the library reads.
func differsFromTheLibrary(t *testing.T, data string, read fileText) {
	t.Helper()
	var want fileText
	meta, err := toml.Decode(data, &want)
	if err != nil || len(meta.Undecoded()) > 0 {
		t.Errorf("is read, but the library refuses it: %v, keys %v\n%s", err, meta.Undecoded(), data)
	} else if !reflect.DeepEqual(read, want) {
		t.Errorf("is read otherwise than by the library: %+v, want %+v\n%s", read, want, data)
	}
}

func TestTheProgramsFilesArePlain(t *testing.T) {
	for _, f := range builtinFiles() {
		read, ok := readPlain(string(f.Data))
		if !ok {
			t.Errorf("%s has TOML that only the library reads, which makes every command slower: write it as its neighbours are written", f.Name)
			continue
		}
		var want fileText
		if _, err := toml.Decode(string(f.Data), &want); err != nil || !reflect.DeepEqual(read, want) {
			t.Errorf("%s is read otherwise than by the library: %v", f.Name, err)
		}
	}
}

// Whatever is read as plain must be TOML, and the library must read the same.
func TestPlainIsTOML(t *testing.T) {
	const file = `# head
country = "PL"
countries = ["PL", 'CZ']
language = ""

[[group]] # first
kind = "shop"
strong = true
hard = false
source = "known"
entries = [
  # one
  {id = "a", names = ["A # b", "ż"]},
  { id = "b" , refs = ['\d'], words = [] , in = "rent"},
]
[[group]]
date = "2026-11-28" # day
not = [
  "x",
  "y"]
entries = [{id = "c"}]
`
	if read, ok := readPlain(file); !ok {
		t.Fatal("the file is not read")
	} else {
		differsFromTheLibrary(t, file, read)
	}
	plain := 0
	try := func(data string) {
		if read, ok := readPlain(data); ok {
			plain++
			differsFromTheLibrary(t, data, read)
		}
	}
	for i := range len(file) {
		try(file[:i])
		try(file[:i] + file[i+1:])
		for _, other := range []string{`"`, `'`, `\`, "{", "}", "[", "]", ",", "=", "#", "\n", "\r", "\t", " ", "a", "1", "_", "\x00", "\x7f", "\xff", "id", "true", "\ufeff"} {
			try(file[:i] + other + file[i+1:])
			try(file[:i] + other + file[i:])
		}
	}
	if plain < 1000 {
		t.Errorf("only %d of the files were read: they show little", plain)
	}
}
