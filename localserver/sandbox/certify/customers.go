package certify

import (
	_ "embed"
	"errors"
	"os"
)

//go:embed customers.toml
var customers []byte

// customersFile writes the customers of the cases into a file for the sandbox. remove deletes it.
func customersFile() (name string, remove func(), err error) {
	f, err := os.CreateTemp("", "certify-*.toml")
	if err != nil {
		return "", nil, err
	}
	_, err = f.Write(customers)
	if err = errors.Join(err, f.Close()); err != nil {
		os.Remove(f.Name())
		return "", nil, err
	}
	return f.Name(), func() { os.Remove(f.Name()) }, nil
}
