package archive_test

import (
	"context"
	"fmt"
	"io"
	"os"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/text"
)

func Example() {
	dir, err := os.MkdirTemp("", "archive")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	store, err := archive.Open(dir, archive.Options{Program: "1.0"})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer store.Close()

	// From now on imports are sealed. Saving needs no passphrase, reading does.
	if err := store.Key.SetPassphrase(context.Background(), aisclient.NewSecret("correct horse battery staple")); err != nil {
		fmt.Println(err)
		return
	}
	entry, err := store.Save(context.Background(), archive.NewImport{
		Environment: text.Clean("sandbox"), Target: text.Clean("KontoBank"),
	}, []byte(`<reply status="200 OK"/>`))
	if err != nil {
		fmt.Println(err)
		return
	}
	list, err := store.List()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range list {
		fmt.Println(e.Environment, e.Target, e.Size, "bytes, encryption", e.Encryption)
	}
	raw, err := store.Raw(entry.ID)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer raw.Close()
	b, err := io.ReadAll(raw)
	fmt.Println(string(b), err)
	// Output:
	// sandbox KontoBank 24 bytes, encryption age
	// <reply status="200 OK"/> <nil>
}
