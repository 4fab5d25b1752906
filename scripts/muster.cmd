@echo off
rem Starts Muster: without arguments its window on your own store, else the command that they name.
rem What is missing on this computer is set up first, with uv, which is taken from PyPI.
setlocal
set "ROOT=%~dp0.."
set "UV=uv"
where uv >nul 2>nul && goto sync
set "UV=%LOCALAPPDATA%\muster-uv\Scripts\uv.exe"
if exist "%UV%" goto sync
echo Installing: uv, from PyPI, into %LOCALAPPDATA%\muster-uv 1>&2
py -3 -m venv "%LOCALAPPDATA%\muster-uv" || goto no_python
"%LOCALAPPDATA%\muster-uv\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check uv || exit /b 1
:sync
"%UV%" sync --project "%ROOT%" --frozen --quiet --no-dev --inexact || exit /b 1
"%ROOT%\.venv\Scripts\python.exe" "%ROOT%\main.py" %*
exit /b %ERRORLEVEL%
:no_python
echo Muster needs Python 3.11, 3.12, 3.13 or 3.14 from python.org or the Microsoft Store. 1>&2
exit /b 1
