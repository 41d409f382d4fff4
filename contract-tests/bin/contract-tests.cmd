@echo off
rem Runs the contract tests, as contract-tests does where there is a shell; --help lists the options.
setlocal
for %%i in ("%~dp0..") do set "home=%%~fi"
if exist "%home%\runtime\bin\java.exe" goto archive
set "jar=%home%\target\qixiangyun-login-contract-tests.jar"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
goto start

:archive
set "jar=%home%\lib\qixiangyun-login-contract-tests.jar"
set "java=%home%\runtime\bin\java"

:start
if exist "%jar%" goto run
echo contract-tests: %jar% is missing. Build it: mvnw -DskipTests package 1>&2
exit /b 2

:run
"%java%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx128m -jar "%jar%" %*
exit /b %errorlevel%
