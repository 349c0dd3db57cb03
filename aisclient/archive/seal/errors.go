package seal

import "errors"

// Errors of keys. They are causes: use errors.Is.
var (
	// ErrLocked says that encrypted data cannot be read before Unlock.
	ErrLocked = errors.New("the archive is locked; unlock it with its passphrase or the keyring")
	// ErrPassphrase says that the passphrase is wrong.
	ErrPassphrase = errors.New("the passphrase is wrong")
	// ErrKeyring says that the operating system's keyring gave no answer or not the key.
	ErrKeyring = errors.New("the keyring of the operating system did not give the key")
	// ErrNotEncrypted says that something that is only ever stored encrypted cannot be stored.
	ErrNotEncrypted = errors.New("encryption is not set up")
	// ErrAlreadyEncrypted says that encryption is set up with another key than the one asked for; that key stays.
	ErrAlreadyEncrypted = errors.New("encryption is set up already")
	// ErrKeyReplaced says that encryption.json names another key than it did when the archive was opened.
	ErrKeyReplaced = errors.New("encryption.json now names another key than before; restore the one from before, or open the archive again if you replaced it")
	// ErrEncryptionLost says that sealed imports are there and the settings of the encryption are not:
	// saving would silently go on in plain text.
	ErrEncryptionLost = errors.New("there are encrypted imports but encryption.json is missing; restore it before saving")
	// ErrNewer says that a newer version of this program wrote it.
	ErrNewer = errors.New("written by a newer version of this program and opened read-only")
	// ErrBadRecipient says that a text is not an age recipient.
	ErrBadRecipient = errors.New("not an age recipient, which begins with age1: age-keygen makes one")

	errNoRecovery = errors.New("none of the identities in the file may open this archive: \"aisdesk encrypt recovery\" lets one")
)
