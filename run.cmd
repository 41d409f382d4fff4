@echo off
rem Plays a complete tax-bureau login offline, then serves the mock. run --once ends after the login.
rem It builds what is missing; after a change of sources, delete the jar named below.
setlocal
chcp 65001 >nul
cd /d "%~dp0"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" -version >nul 2>nul
if not errorlevel 1 goto build
echo run: no Java found. Install a JDK 17 or later, or set JAVA_HOME to one. 1>&2
exit /b 2

:build
set "jar=contract-tests\target\qixiangyun-login-contract-tests.jar"
if exist "%jar%" goto run
echo run: building. The first build downloads its dependencies and takes minutes. 1>&2
call mvnw.cmd -DskipTests -pl contract-tests -am package
if errorlevel 1 exit /b %errorlevel%

:run
"%java%" -cp "%jar%" io.github.qxylogin.contracttests.walkthrough.Walkthrough %*
exit /b %errorlevel%
