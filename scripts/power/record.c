/* Preloaded under the engine: writes down what a process does to the files of one folder, and what
   it says on its standard output, in the order in which it happens.

   A record: kind (1 byte), file (1 byte, by first use), offset (8), length (4), the bytes.
   Kinds: W write, T truncate, S sync, N a file's name, U unlink, A said on standard output.
   MUSTER_POWER_FOLDER names the folder, MUSTER_POWER_TRACE the file that is written. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static char names[64][512];
static int known = 0, trace = -1;

static ssize_t real_write(int fd, const void *data, size_t size) {
    static ssize_t (*next)(int, const void *, size_t);
    if (!next) next = dlsym(RTLD_NEXT, "write");
    return next(fd, data, size);
}

static void note(char kind, unsigned char file, uint64_t at, const void *data, uint32_t size) {
    if (trace < 0) {
        const char *path = getenv("MUSTER_POWER_TRACE");
        if (!path) return;
        trace = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
    unsigned char head[14];
    head[0] = (unsigned char)kind;
    head[1] = file;
    memcpy(head + 2, &at, 8);
    memcpy(head + 10, &size, 4);
    real_write(trace, head, sizeof head);
    if (size) real_write(trace, data, size);
}

/* Give the number of a file that lies in the folder, or -1. */
static int number_of(const char *path) {
    const char *folder = getenv("MUSTER_POWER_FOLDER");
    if (!folder || strncmp(path, folder, strlen(folder)) != 0) return -1;
    for (int i = 0; i < known; i++)
        if (strcmp(names[i], path) == 0) return i;
    if (known == 64) return -1;
    strncpy(names[known], path, sizeof names[0] - 1);
    note('N', (unsigned char)known, 0, path, (uint32_t)strlen(path));
    return known++;
}

static int file_of(int fd) {
    char link[64], path[512];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size <= 0) return -1;
    path[size] = 0;
    return number_of(path);
}

static void wrote(int fd, const void *data, ssize_t done, off64_t at) {
    if (done <= 0) return;
    pthread_mutex_lock(&turn);
    int file = file_of(fd);
    if (file >= 0) note('W', (unsigned char)file, (uint64_t)at, data, (uint32_t)done);
    pthread_mutex_unlock(&turn);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    static ssize_t (*next)(int, const void *, size_t, off64_t);
    if (!next) next = dlsym(RTLD_NEXT, "pwrite64");
    ssize_t done = next(fd, data, size, at);
    wrote(fd, data, done, at);
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    return pwrite64(fd, data, size, at);
}

ssize_t write(int fd, const void *data, size_t size) {
    off64_t at = fd > 2 ? lseek64(fd, 0, SEEK_CUR) : -1;
    ssize_t done = real_write(fd, data, size);
    if (fd == 1 && done > 0) {
        pthread_mutex_lock(&turn);
        note('A', 0, 0, data, (uint32_t)done);
        pthread_mutex_unlock(&turn);
    } else if (at >= 0) {
        wrote(fd, data, done, at);
    }
    return done;
}

static void synced(int fd) {
    pthread_mutex_lock(&turn);
    int file = file_of(fd);
    if (file >= 0) note('S', (unsigned char)file, 0, NULL, 0);
    pthread_mutex_unlock(&turn);
}

int fsync(int fd) {
    static int (*next)(int);
    if (!next) next = dlsym(RTLD_NEXT, "fsync");
    int done = next(fd);
    if (done == 0) synced(fd);
    return done;
}

int fdatasync(int fd) {
    static int (*next)(int);
    if (!next) next = dlsym(RTLD_NEXT, "fdatasync");
    int done = next(fd);
    if (done == 0) synced(fd);
    return done;
}

int ftruncate64(int fd, off64_t size) {
    static int (*next)(int, off64_t);
    if (!next) next = dlsym(RTLD_NEXT, "ftruncate64");
    int done = next(fd, size);
    if (done == 0) {
        pthread_mutex_lock(&turn);
        int file = file_of(fd);
        if (file >= 0) note('T', (unsigned char)file, (uint64_t)size, NULL, 0);
        pthread_mutex_unlock(&turn);
    }
    return done;
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

int unlink(const char *path) {
    static int (*next)(const char *);
    if (!next) next = dlsym(RTLD_NEXT, "unlink");
    int done = next(path);
    if (done == 0) {
        pthread_mutex_lock(&turn);
        int file = number_of(path);
        if (file >= 0) note('U', (unsigned char)file, 0, NULL, 0);
        pthread_mutex_unlock(&turn);
    }
    return done;
}
