package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/archive/seal"
)

// secret is a named value as it is sealed.
type secret struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// secretFile derives the file's name from the secret's, which may be anything.
func secretFile(name string) string {
	sum := sha256.Sum256([]byte(name))
	return hex.EncodeToString(sum[:16]) + ".age"
}

// SecretPath is the file of a secret, by its name, in the archive's directory.
func SecretPath(name string) string { return secretsDir + "/" + secretFile(name) }

// PutSecret saves a value under a name, for example a multiple access token. It is only ever stored
// encrypted: without encryption set up it fails with ErrNotEncrypted.
func (s *Store) PutSecret(name string, v aisclient.Secret) error {
	recipient, err := s.requiredRecipient()
	if err != nil {
		return fmt.Errorf("keeping a secret: %w", err)
	}
	b, err := json.Marshal(secret{name, v.Reveal()})
	if err != nil {
		return err
	}
	packed, err := seal.PackBytes(recipient, nil, b)
	if err != nil {
		return err
	}
	return s.writeFile(secretsDir, secretFile(name), packed)
}

// Secret returns the value saved under a name, or fails with ErrNotFound, ErrLocked or ErrDamaged.
func (s *Store) Secret(name string) (aisclient.Secret, error) {
	v, err := s.readSecret(secretFile(name))
	if err == nil && v.Name != name {
		err = ErrDamaged
	}
	if err != nil {
		return aisclient.Secret{}, fmt.Errorf("reading a secret: %w", err)
	}
	return aisclient.NewSecret(v.Value), nil
}

func (s *Store) readSecret(file string) (v secret, err error) {
	dir, err := disk.OpenDir(s.root, secretsDir)
	if err != nil {
		return v, err
	}
	defer dir.Close()
	if _, err := dir.Lstat(file); err != nil {
		return v, disk.WrapNotFound("secret", err)
	}
	identity, err := s.identityFor(EncryptionAge)
	if err != nil {
		return v, err
	}
	b, _, err := readPacked(dir, file, identity)
	if err != nil {
		return v, err
	}
	if err := json.Unmarshal(b, &v); err != nil {
		return v, ErrDamaged
	}
	return v, nil
}

// HasSecret reports whether a value is saved under a name. It needs no unlocking.
func (s *Store) HasSecret(name string) bool {
	_, err := s.root.Lstat(secretsDir + "/" + secretFile(name))
	return err == nil
}

// DropSecret forgets a value. One that is not there is no error.
func (s *Store) DeleteSecret(name string) error {
	return s.removeFile(secretsDir, secretFile(name))
}
