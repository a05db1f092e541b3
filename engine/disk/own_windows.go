package disk

import (
	"os"

	"golang.org/x/sys/windows"
)

// Own tells whether a file has no other name, so that its removal frees its
// room.
func Own(path string) (bool, error) {
	f, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer f.Close()
	var info windows.ByHandleFileInformation
	if err := windows.GetFileInformationByHandle(windows.Handle(f.Fd()), &info); err != nil {
		return false, err
	}
	return info.NumberOfLinks <= 1, nil
}
